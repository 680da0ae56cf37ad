package org.wzp.relay.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.incubator.codec.quic.QuicConnectionIdGenerator;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Connection ids whose last two bytes are a keyed check of the first six, so that packets which are not for us are told
 * apart without a table of all ids. Confined to the loop.
 */
final class NettyIds implements QuicConnectionIdGenerator {
    static final int ID_BYTES = 8;
    private static final int CHECKED_BYTES = 6;
    private static final int LONG_HEADER = 0x80;
    private static final int VERSION_1 = 1;
    /** Smaller packets of an unknown version are not answered (RFC 9000 section 6.1). */
    private static final int MIN_INITIAL_BYTES = 1200;

    private final QuicConnectionIdGenerator base;
    private final long key;
    private ByteBuffer offered = ByteBuffer.allocate(0);

    NettyIds(QuicConnectionIdGenerator base, RandomGenerator random) {
        this.base = base;
        this.key = random.nextLong();
    }

    private short check(long first) {
        long mixed = (first ^ key) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        return (short) (mixed >>> 48);
    }

    private ByteBuffer withCheck(ByteBuffer id) {
        if (id.remaining() != ID_BYTES) {
            return id;
        }
        byte[] bytes = new byte[ID_BYTES];
        id.get(bytes);
        ByteBuffer checked = ByteBuffer.wrap(bytes);
        checked.putShort(CHECKED_BYTES, check(checked.getLong(0) >>> 16));
        return ByteBuffer.allocateDirect(ID_BYTES).put(checked).flip();
    }

    /** The connection id of a short-header packet that {@link #mayBeOurs} let through; empty for a long header. */
    static OptionalLong shortHeaderId(ByteBuf packet) {
        int start = packet.readerIndex();
        boolean isLong = (packet.getByte(start) & LONG_HEADER) != 0;
        return isLong ? OptionalLong.empty() : OptionalLong.of(packet.getLong(start + 1));
    }

    /** False for short headers with an id we never gave out, for small packets of unknown versions and for what is too short. */
    boolean mayBeOurs(ByteBuf packet) {
        int start = packet.readerIndex();
        if (packet.readableBytes() < 1 + ID_BYTES) {
            return false;
        }
        if ((packet.getByte(start) & LONG_HEADER) != 0) {
            int version = packet.getInt(start + 1);
            // a whole datagram of a version to come is left to the codec, which names the versions it knows
            return version == VERSION_1 || (version != 0 && packet.readableBytes() >= MIN_INITIAL_BYTES);
        }
        long first = packet.getLong(start + 1);
        return (short) first == check(first >>> 16);
    }

    @Override
    public ByteBuffer newId(int length) {
        return withCheck(base.newId(length));
    }

    @Override
    public ByteBuffer newId(ByteBuffer input, int length) {
        return withCheck(base.newId(input, length));
    }

    /** For a client that begins: of the connection that is made next, or of its Retry. */
    @Override
    public ByteBuffer newId(ByteBuffer clientId, ByteBuffer chosenByClient, int length) {
        offered = newId(chosenByClient, length);
        return offered;
    }

    /** The id that a client was given last, in a Retry or with its connection. */
    ByteBuffer offered() {
        return offered.duplicate();
    }

    @Override
    public int maxConnectionIdLength() {
        return base.maxConnectionIdLength();
    }

    @Override
    public boolean isIdempotent() {
        return base.isIdempotent();
    }
}
