package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;

class SignalsVectorsTest {

    static Stream<Arguments> signals() {
        return Vectors.cases("signals.json");
    }

    static Stream<Arguments> lenient() {
        return Vectors.cases("signals_lenient.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signals")
    void everySignalIsReadAndWrittenAgainByteForByte(String title, JsonNode testCase) throws Exception {
        byte[] json = Vectors.text(testCase, "json").getBytes(StandardCharsets.UTF_8);

        SignalMessage message = SignalCodec.decode(json);

        assertThat(message.getClass().getSimpleName()).isEqualTo(Vectors.text(testCase, "variant"));
        assertThat(new String(SignalCodec.encode(message), StandardCharsets.UTF_8))
                .isEqualTo(Vectors.text(testCase, "json"));
        assertThat(HexFormat.of().formatHex(SignalCodec.encodeFrame(message)))
                .isEqualTo(Vectors.text(testCase, "frame_hex"));
        assertThat(SignalCodec.decode(Unpooled.wrappedBuffer(json))).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lenient")
    void unusualJsonIsTakenAndRefusedAsByTheReference(String title, JsonNode testCase) throws Exception {
        String text = Vectors.text(testCase, "json");
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        if (testCase.required("accepted").asBoolean()) {
            assertThat(new String(SignalCodec.encode(SignalCodec.decode(json)), StandardCharsets.UTF_8))
                    .isEqualTo(Vectors.text(testCase, "reencoded"));
        } else if (offersUnknownCodec(text)) {
            assertThat(profiles(SignalCodec.decode(json)))
                    .hasSizeLessThan(offered(text).size());
        } else {
            assertThatThrownBy(() -> SignalCodec.decode(json))
                    .isInstanceOf(SignalFormatException.class)
                    .message()
                    .isNotBlank();
        }
    }

    @Test
    void everyVariantOfTheSpecificationHasASample() {
        // what only relays of ours say to each other is in no vector of the specification
        Set<String> ours = Set.of("FederationChallenge", "FederationProof", "FederationAccepted");
        Set<String> known = new TreeSet<>();
        for (Class<?> variant : SignalMessage.class.getPermittedSubclasses()) {
            known.add(variant.getSimpleName());
        }
        Set<String> sampled = new TreeSet<>();
        Vectors.file("signals.json").required("cases").forEach(sample -> sampled.add(Vectors.text(sample, "variant")));
        sampled.addAll(ours);
        assertThat(sampled).isEqualTo(known);
        assertThat(SignalShapes.VARIANTS.size() + SignalShapes.UNITS.size()).isEqualTo(known.size());
    }

    /** The one place where we are more lenient on purpose: unknown codecs in an offer are skipped. */
    private static boolean offersUnknownCodec(String json) throws Exception {
        for (JsonNode profile : offered(json)) {
            JsonNode codec = profile.path("codec");
            if (codec.isTextual() && CodecId.ofJsonName(codec.asText()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> offered(String json) {
        try {
            List<JsonNode> found = new ObjectMapper().readTree(json).findValues("supported_profiles");
            return found.isEmpty() ? List.of() : found.getFirst().valueStream().toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static List<QualityProfile> profiles(SignalMessage message) {
        return switch (message) {
            case SignalMessage.CallOffer offer -> offer.supportedProfiles();
            case SignalMessage.DirectCallOffer offer -> offer.supportedProfiles();
            default -> throw new AssertionError("no offer: " + message);
        };
    }
}
