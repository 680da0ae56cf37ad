package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.quiche.QuicheCalls;

/** quiche offers no PING here: a datagram too short to be media makes the peer acknowledge and is ignored by it. */
final class KeepAlive {
    private static final byte[] BYTES = {0};

    private KeepAlive() {}

    /** Whether the other end sent one. */
    static boolean is(ByteBuf datagram) {
        return datagram.readableBytes() == BYTES.length && datagram.getByte(datagram.readerIndex()) == BYTES[0];
    }

    /** On the connection's loop. */
    static void send(DirectConnection connection, DirectLoop loop) {
        NativeMemory.put(loop.memory().scratch(), BYTES);
        var _ = QuicheCalls.sendDatagram(connection.quiche(), loop.memory().scratch(), BYTES.length);
        loop.markDirty(connection);
    }
}
