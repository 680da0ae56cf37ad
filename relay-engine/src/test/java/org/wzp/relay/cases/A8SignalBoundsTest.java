package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.transport.common.InboundSignals;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalFormatException;
import org.wzp.relay.wire.SignalMessage;

/** A8: how long a signal may be depends on its kind, which its first bytes tell; what is longer is never parsed. */
class A8SignalBoundsTest {
    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE_BYTES = 1_200;

    private final List<Object> heard = new ArrayList<>();
    private final InboundSignals.Receiver receiver = new InboundSignals.Receiver() {
        @Override
        public void signal(SignalMessage message) {
            heard.add(message);
        }

        @Override
        public void unreadable(String problem) {
            heard.add(problem);
        }

        @Override
        public void tooLarge(long announcedBytes) {
            heard.add("too large");
        }

        @Override
        public void backlog(int waitingBytes) {
            heard.add("backlog");
        }
    };

    private static byte[] padded(String head, int bytes, String tail) {
        int missing = bytes - head.length() - tail.length();
        return (head + "1,".repeat(missing / 2) + (missing % 2 == 0 ? "" : " ") + tail)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] numbers(String kind, int bytes) {
        return padded("{\"" + kind + "\":{\"timestamp_ms\":1,\"x\":[", bytes, "1]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Ping, 2048",
        "Pong, 2048",
        "Hangup, 2048",
        "LossRecoveryUpdate, 2048",
        "QualityDirective, 2048",
        "IceCandidate, 2048",
        "NoSuchSignal, 2048",
        "AuthToken, 16384",
        "CallOffer, 16384",
        "DirectCallOffer, 16384",
        "FederatedSignalForward, 32768",
        "RoomUpdate, 1048576"
    })
    void eachKindHasItsBound(String kind, int bound) {
        assertThat(SignalCodec.bound(numbers(kind, 200), 0)).isEqualTo(bound);
        assertThatThrownBy(() -> SignalCodec.decode(numbers(kind, bound + 2)))
                .isInstanceOf(SignalFormatException.class)
                .hasMessageContaining("its kind may have " + bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{",
                "   ",
                "{\"",
                "{\"CallOf",
                "nonsense",
                "{\"Ca\\u006clOffer\":{}",
                "\u0000\u0000",
                "{ 1",
            })
    void whatHidesItsKindIsShort(String head) {
        assertThat(SignalCodec.bound(head.getBytes(StandardCharsets.UTF_8), 0)).isEqualTo(2_048);
    }

    @Test
    void blanksInFrontOfTheKindAreAllowed() {
        byte[] spaced = " \t{\r\n \"CallOffer\" : {".getBytes(StandardCharsets.US_ASCII);
        assertThat(SignalCodec.bound(spaced, 0)).isEqualTo(16_384);
    }

    @Test
    void aMegabyteOfNumbersIsForgottenAsItComes() {
        InboundSignals signals = new InboundSignals(0, SignalCodec.MAX_BYTES);
        byte[] json = numbers("Ping", MEGABYTE);
        byte[] frame = ByteBuffer.allocate(4 + json.length)
                .putInt(json.length)
                .put(json)
                .array();
        // were it kept, four beside each other would be more than may wait
        for (int at = 0; at < frame.length; at += PIECE_BYTES) {
            byte[] piece = Arrays.copyOfRange(frame, at, Math.min(frame.length, at + PIECE_BYTES));
            for (int stream = 0; stream < 4; stream++) {
                signals.accept(stream * 4L, piece, at + PIECE_BYTES >= frame.length, receiver);
            }
        }
        assertThat(heard).hasSize(4).containsOnly("The message has " + json.length + " bytes; its kind may have 2048.");
        signals.accept(16, SignalCodec.encodeFrame(new SignalMessage.Ping(7)), true, receiver);
        assertThat(heard.getLast()).isEqualTo(new SignalMessage.Ping(7));
    }

    @Test
    void aRosterOfAThousandStillComesThrough() throws Exception {
        List<RosterEntry> people = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            people.add(new RosterEntry("0123:4567:89ab:cdef:0123:4567:89ab:%04x".formatted(i), "x".repeat(128), null));
        }
        SignalMessage.RoomUpdate roster = SignalMessage.RoomUpdate.of(people);
        assertThat(SignalCodec.decode(SignalCodec.encode(roster))).isEqualTo(roster);
    }

    @Test
    void aKeyOfThousandsOfBytesEndsAtItsBound() {
        byte[] json = padded("{\"CallOffer\":{\"signature\":[", 16_000, "1]}}");
        assertThatThrownBy(() -> SignalCodec.decode(json)).hasMessageContaining("signature has more than 1024 bytes");
    }

    @Test
    void aParticipantMaySendNothingLongerThanALogin() {
        assertThat(RelayConfig.Limits.defaults().signalBytes()).isEqualTo(65_536);
    }
}
