package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

class InboundSignalsTest {
    private static final int LIMIT = 16_384;
    private static final int STEP = 4;

    private final List<Object> heard = new ArrayList<>();
    private final InboundSignals signals = new InboundSignals(0, LIMIT);
    private final InboundSignals.Receiver receiver = new InboundSignals.Receiver() {
        @Override
        public void signal(SignalMessage message) {
            heard.add(message);
        }

        @Override
        public void unreadable(String problem) {
            heard.add("unreadable");
        }

        @Override
        public void tooLarge(long announcedBytes) {
            heard.add("too large: " + announcedBytes);
        }

        @Override
        public void backlog(int waitingBytes) {
            heard.add("backlog");
        }
    };

    private static byte[] ping(int number) {
        return SignalCodec.encodeFrame(new SignalMessage.Ping(number));
    }

    @Test
    void signalsThatOvertookEachOtherAreDeliveredInStreamOrder() {
        for (int i = 99; i >= 0; i--) {
            signals.accept((long) i * STEP, ping(i), true, receiver);
        }
        assertThat(heard).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(heard.get(i)).isEqualTo(new SignalMessage.Ping(i));
        }
        assertThat(signals.waitingBytes()).isZero();
    }

    @Test
    void signalInPiecesOfOneByteArrivesWhole() {
        byte[] frame = ping(7);
        for (int i = 0; i < frame.length; i++) {
            signals.accept(0, new byte[] {frame[i]}, false, receiver);
        }
        assertThat(heard).containsExactly(new SignalMessage.Ping(7));
        assertThat(signals.waitingBytes()).isZero();
    }

    @Test
    void whatWaitsForAMissingStreamIsBounded() {
        byte[] large = SignalCodec.encodeFrame(new SignalMessage.AuthToken("x".repeat(LIMIT - 100)));
        int streams = 0;
        while (heard.isEmpty() && streams < 100) {
            streams++;
            signals.accept((long) streams * STEP, large, true, receiver);
        }
        assertThat(heard).containsExactly("backlog");
        assertThat(streams).isGreaterThan(2);
        assertThat(signals.waitingBytes()).isLessThanOrEqualTo(4 * LIMIT);
    }

    @Test
    void whatWaitsOnStreamsThatNeverEndIsBounded() {
        byte[] head =
                ("\0\0\u003f\u007f{\"CallOffer\":{\"alias\":\"" + "x".repeat(64)).getBytes(StandardCharsets.US_ASCII);
        byte[] piece = new byte[1_000];
        long stream = 0;
        while (heard.isEmpty() && stream < 100 * STEP) {
            signals.accept(stream, head, false, receiver);
            for (int i = 0; i < 16 && heard.isEmpty(); i++) {
                signals.accept(stream, piece, false, receiver);
            }
            stream += STEP;
        }
        assertThat(heard).containsExactly("backlog");
        assertThat(signals.waitingBytes()).isLessThanOrEqualTo(4 * LIMIT);
    }

    @Test
    void largestSignalAndAHundredSmallOnesBehindItAreNoBacklog() {
        signals.maxBytes(SignalCodec.MAX_BYTES);
        String text = "x".repeat(SignalCodec.MAX_BYTES - 100);
        SignalMessage roster = SignalMessage.RoomUpdate.of(List.of(new RosterEntry(text, null, null)));
        byte[] largest = SignalCodec.encodeFrame(roster);
        signals.accept(0, Arrays.copyOf(largest, largest.length - 1), false, receiver);
        for (int i = 1; i < 100; i++) {
            signals.accept((long) i * STEP, ping(i), true, receiver);
        }
        signals.accept(0, new byte[] {largest[largest.length - 1]}, true, receiver);
        assertThat(heard).hasSize(100).startsWith(roster).doesNotContain("backlog");
    }

    @Test
    void emptyStreamsThatWaitForAMissingOneAreFew() {
        int streams = 0;
        while (heard.isEmpty() && streams < 1_000) {
            streams++;
            signals.accept((long) streams * STEP, new byte[0], true, receiver);
        }
        assertThat(heard).containsExactly("backlog");
        assertThat(streams).isEqualTo(InboundSignals.MOST_WAITING_STREAMS + 1);
    }

    @Test
    void unidirectionalStreamsKeepABoundedSumOfBytes() {
        InboundUnidirectional unidirectional = new InboundUnidirectional(InboundUnidirectional.FROM_RELAY_BYTES);
        for (int stream = 2; stream < 402; stream += STEP) {
            assertThat(unidirectional.accept(stream, new byte[10_000], false)).isNull();
        }
        assertThat(unidirectional.heldBytes()).isEqualTo(InboundUnidirectional.FROM_RELAY_BYTES);
        for (int stream = 2; stream < 402; stream += STEP) {
            assertThat(unidirectional.accept(stream, new byte[0], true)).isNotNull();
        }
        assertThat(unidirectional.heldBytes()).isZero();
        assertThat(unidirectional.accept(402, new byte[300], true)).hasSize(300);
    }
}
