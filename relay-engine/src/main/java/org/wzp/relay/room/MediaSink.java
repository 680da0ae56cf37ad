package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;

/**
 * Whoever media is forwarded to: a participant by QUIC or WebSocket, a peer relay, a trunk. Any thread may call; every method
 * returns at once, because each sink has a bounded queue of its own.
 */
public interface MediaSink {

    /** Sends one media packet. The buffer is neither consumed nor kept. */
    void send(ByteBuf packet);

    /** Runs the task on the sink's event loop, soon and in order. */
    void execute(Runnable task);

    /** Copies handed to the transport, total. */
    long sent();

    /** Bytes handed to the transport, total. */
    long sentBytes();

    /** Copies that were not delivered, total. */
    long dropped();
}
