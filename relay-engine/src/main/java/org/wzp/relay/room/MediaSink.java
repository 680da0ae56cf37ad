package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.loop.EventLoop;

/**
 * Whoever media is forwarded to: a participant by QUIC or WebSocket, a peer relay, a trunk. Any thread may call; every method
 * returns at once, because each sink has a bounded queue of its own.
 */
public interface MediaSink {

    /** Sends one media packet. The buffer is neither consumed nor kept. */
    void send(ByteBuf packet);

    /** A packet for it found no place on its way to {@link #loop}, because that is overloaded; it is counted. Any thread. */
    void lost();

    /** The event loop that it lives on, for its whole life: a packet is brought there once for all sinks of that loop. */
    EventLoop loop();

    /** Runs the task on the sink's event loop, soon and in order. */
    default void execute(Runnable task) {
        loop().execute(task);
    }

    /** Copies handed to the transport, total. */
    long sent();

    /** Bytes handed to the transport, total. */
    long sentBytes();

    /** Copies that were not delivered, total. */
    long dropped();
}
