package org.wzp.relay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.CallAnswer;
import org.wzp.relay.wire.SignalMessage.CallOffer;

class HandshakeVectorsTest {

    static Stream<Arguments> exchanges() {
        return Vectors.cases("handshake.json", "exchange");
    }

    static Stream<Arguments> signatures() {
        return Vectors.cases("handshake.json", "verify");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void offerAndAnswerAreBuiltAndVerifiedByteForByte(String title, JsonNode testCase) throws Exception {
        Identity caller = Identity.of(Seed.ofHex(Vectors.text(testCase, "caller_seed_hex")));
        Identity relay = Identity.of(Seed.ofHex(Vectors.text(testCase, "relay_seed_hex")));
        EphemeralKey callerKey = EphemeralKey.ofSecret(Bytes.of(Vectors.hex(testCase, "caller_ephemeral_secret_hex")));
        EphemeralKey relayKey = EphemeralKey.ofSecret(Bytes.of(Vectors.hex(testCase, "relay_ephemeral_secret_hex")));
        CallOffer expectedOffer = (CallOffer) read(testCase, "call_offer_json");
        CallAnswer expectedAnswer = (CallAnswer) read(testCase, "call_answer_json");
        String alias = testCase.path("alias").isTextual() ? Vectors.text(testCase, "alias") : null;

        CallOffer offer = Handshake.offer(caller, callerKey, expectedOffer.supportedProfiles(), alias);
        CallAnswer answer = Handshake.answer(relay, relayKey, expectedAnswer.chosenProfile());

        assertThat(offer).isEqualTo(expectedOffer);
        assertThat(answer).isEqualTo(expectedAnswer);
        assertThat(write(offer)).isEqualTo(Vectors.text(testCase, "call_offer_json"));
        assertThat(write(answer)).isEqualTo(Vectors.text(testCase, "call_answer_json"));
        assertThat(Handshake.verify(offer)).isTrue();
        assertThat(Handshake.verify(answer)).isTrue();
        assertThat(caller.publicKey().hex()).isEqualTo(Vectors.text(testCase, "caller_identity_pub_hex"));
        assertThat(relay.publicKey().hex()).isEqualTo(Vectors.text(testCase, "relay_identity_pub_hex"));
        assertThat(caller.fingerprint().text()).isEqualTo(Vectors.text(testCase, "caller_fingerprint"));
        assertThat(Handshake.signedByOffer(callerKey.publicKey()))
                .isEqualTo(Vectors.hex(testCase, "offer_signed_bytes_hex"));
        assertThat(Handshake.signedByAnswer(relayKey.publicKey()))
                .isEqualTo(Vectors.hex(testCase, "answer_signed_bytes_hex"));
        assertThat(offer.signature().hex()).isEqualTo(Vectors.text(testCase, "offer_signature_hex"));
        assertThat(answer.signature().hex()).isEqualTo(Vectors.text(testCase, "answer_signature_hex"));

        assertThat(callerKey.agree(relayKey.publicKey()).hex())
                .isEqualTo(Vectors.text(testCase, "x25519_shared_secret_hex"));
        SessionKeys expected = new SessionKeys(
                Bytes.of(Vectors.hex(testCase, "session_key_hex")),
                Bytes.of(Vectors.hex(testCase, "session_id_hex")),
                testCase.required("sas_code").asInt());
        assertThat(Handshake.sessionKeys(callerKey, answer.ephemeralPub())).isEqualTo(expected);
        assertThat(Handshake.sessionKeys(relayKey, offer.ephemeralPub())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void onlyGenuineSignaturesAreAccepted(String title, JsonNode testCase) {
        assertThat(Identity.verify(
                        Bytes.of(Vectors.hex(testCase, "identity_pub_hex")),
                        Vectors.hex(testCase, "signed_bytes_hex"),
                        Bytes.of(Vectors.hex(testCase, "signature_hex"))))
                .isEqualTo(testCase.required("valid").asBoolean());
    }

    private static SignalMessage read(JsonNode testCase, String member) throws Exception {
        return SignalCodec.decode(Vectors.text(testCase, member).getBytes(StandardCharsets.UTF_8));
    }

    private static String write(SignalMessage message) {
        return new String(SignalCodec.encode(message), StandardCharsets.UTF_8);
    }
}
