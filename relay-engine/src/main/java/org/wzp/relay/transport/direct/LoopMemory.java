package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.foreign.Arena;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;

/** Native memory that a loop's connections share, each use ending before the next begins. Confined to the loop. */
final class LoopMemory implements AutoCloseable {
    /** Of {@link #scratch}. */
    static final int SCRATCH_BYTES = 64 * 1024;

    private static final int ID_MEMORY_BYTES = 32;

    private final ByteBuf datagram =
            PooledByteBufAllocator.DEFAULT.directBuffer(PacketBatch.BUFFER_BYTES, PacketBatch.BUFFER_BYTES);
    private final long datagramAddress = datagram.memoryAddress();
    private final long scratch;
    private final long id;

    LoopMemory(Arena arena) {
        scratch = NativeMemory.allocate(arena, SCRATCH_BYTES);
        id = NativeMemory.allocate(arena, ID_MEMORY_BYTES);
    }

    /** Where a received datagram is shown to handlers. */
    ByteBuf datagram() {
        return datagram;
    }

    long datagramAddress() {
        return datagramAddress;
    }

    /** For stream data, reasons and tokens, valid until the next native call that uses it. */
    long scratch() {
        return scratch;
    }

    /** 32 bytes for a connection id or two small results. */
    long id() {
        return id;
    }

    /** Where the readable bytes are, copied to scratch memory first if the buffer has no address. */
    long addressOf(ByteBuf buffer) {
        if (buffer.hasMemoryAddress()) {
            return buffer.memoryAddress() + buffer.readerIndex();
        }
        byte[] copy = new byte[Math.min(buffer.readableBytes(), SCRATCH_BYTES)];
        buffer.getBytes(buffer.readerIndex(), copy);
        NativeMemory.put(scratch, copy);
        return scratch;
    }

    @Override
    public void close() {
        datagram.release();
    }
}
