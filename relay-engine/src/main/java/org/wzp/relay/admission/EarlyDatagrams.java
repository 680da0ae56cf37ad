package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Media that came before the join was complete: at most {@value #LIMIT_BYTES} bytes in at most
 * {@value #LIMIT_COUNT} datagrams, the oldest makes room, forwarded
 * after the join (wire specification 1.4 and the end of 6.5). Confined to the connection's loop. Copies are on the heap,
 * so nothing leaks when a login ends badly.
 */
final class EarlyDatagrams {
    static final int LIMIT_BYTES = 65_536;

    /** Empty ones cost memory, too; so many of the shortest that carry media fill half of the bytes. */
    static final int LIMIT_COUNT = 1_024;

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;

    /** @return how many datagrams were dropped to keep this one */
    int keep(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length > LIMIT_BYTES) {
            return 1;
        }
        int dropped = 0;
        while (bytes + length > LIMIT_BYTES || waiting.size() >= LIMIT_COUNT) {
            bytes -= waiting.removeFirst().length;
            dropped++;
        }
        byte[] copy = new byte[length];
        datagram.getBytes(datagram.readerIndex(), copy);
        waiting.addLast(copy);
        bytes += length;
        return dropped;
    }

    /** Hands everything over in the order of arrival and forgets it. */
    void drainTo(Consumer<ByteBuf> receiver) {
        for (byte[] datagram = waiting.pollFirst(); datagram != null; datagram = waiting.pollFirst()) {
            receiver.accept(Unpooled.wrappedBuffer(datagram));
        }
        bytes = 0;
    }

    int size() {
        return waiting.size();
    }
}
