package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.SignalMessage;

/** Over a transport of the test's own: a client of ours would not let a relay open as many streams. */
class SignalStreamsTest {
    private final EndpointCounters counters = new EndpointCounters();

    /** A connection whose peer takes every signal at once. */
    private final class Eager extends LoopConnection {
        private final SignalStreams streams = new SignalStreams(this, true, counters, 1_024, () -> 0) {
            @Override
            public void write() {
                while (!isClosed() && nextSignal() != null) {
                    written++;
                }
            }
        };
        private int written;
        private @Nullable CloseReason closed;

        Eager() {
            super(Optional.empty());
        }

        @Override
        protected SignalStreams streams() {
            return streams;
        }

        @Override
        protected void closeNow(CloseReason reason, String words) {
            closed = reason;
            streams.close();
        }

        @Override
        public long id() {
            return 1;
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return new InetSocketAddress("192.0.2.1", 4_433);
        }

        @Override
        public EventLoop loop() {
            return CallingThread.LOOP;
        }

        @Override
        protected void queueOnLoop(Runnable tasks) {
            tasks.run();
        }

        @Override
        protected EndpointCounters endpointCounters() {
            return counters;
        }

        @Override
        public void sendDatagram(ByteBuf datagram) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int maxDatagramBytes() {
            return 0;
        }

        @Override
        public PathStats path() {
            return PathStats.UNKNOWN;
        }
    }

    @Test
    void whatAPeerTakesNoUnidirectionalStreamsForIsBounded() {
        Eager connection = new Eager();
        for (int i = 0; i < QuicEndpoint.MAX_SIGNALS_WAITING; i++) {
            connection.sendUnidirectional(new byte[1]);
        }
        assertThat(connection.closed).isNull();
        connection.sendUnidirectional(new byte[1]);
        assertThat(connection.closed).isEqualTo(CloseReason.SIGNAL_OVERFLOW);
        assertThat(counters.of(EndpointCounters.Event.SIGNAL_OVERFLOW)).isOne();
    }

    /** QUIC remembers the id of each for as long as the connection lives; the client comes again and begins with none. */
    @Test
    void connectionOnWhichTheRelayHasOpenedAllStreamsOfALifeIsClosed() {
        Eager connection = new Eager();
        for (int i = 0; i < StreamAllowance.Limits.CLIENT.ofALife(); i++) {
            connection.sendSignal(new SignalMessage.Ping(i));
        }
        assertThat(connection.written).isEqualTo(StreamAllowance.Limits.CLIENT.ofALife());
        assertThat(connection.closed).isNull();
        connection.sendSignal(new SignalMessage.Ping(0));
        assertThat(connection.written).isEqualTo(StreamAllowance.Limits.CLIENT.ofALife());
        assertThat(connection.closed).isEqualTo(CloseReason.STREAMS_USED_UP);
        assertThat(counters.of(EndpointCounters.Event.STREAMS_USED_UP)).isOne();
    }
}
