package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.wire.FederationDatagram;

/**
 * Sends one media packet to some links: the hash of the room in front of it (wire specification 6.9) and, for relays of this
 * kind, one byte behind it that says how many relays have passed it on. The datagram is put together once, in memory of the
 * calling thread, and the connections copy it. Makes no objects, takes no lock.
 */
final class LinkMedia {
    static final int HOP_BYTES = 1;
    private static final int SCRATCH_BYTES = 2048;
    /** Lives as long as its thread. */
    private static final ThreadLocal<ByteBuf> SCRATCH = ThreadLocal.withInitial(
            () -> new UnpooledByteBufAllocator(true, true).directBuffer(SCRATCH_BYTES, SCRATCH_BYTES));

    private LinkMedia() {}

    /**
     * @param here the calling loop
     * @param media its readable bytes; indices stay
     */
    @SuppressWarnings("ReferenceEquality") // a loop is equal to itself alone
    static void send(EventLoop here, LinkGroup[] groups, long room, ByteBuf media, int hops) {
        ByteBuf scratch = SCRATCH.get();
        if (media.readableBytes() > SCRATCH_BYTES - FederationDatagram.HASH_BYTES - HOP_BYTES) {
            return;
        }
        scratch.clear();
        FederationDatagram.write(scratch, room, media);
        scratch.writeByte(hops);
        for (LinkGroup group : groups) {
            if (group.loop() == here) {
                group.deliver(scratch, null);
            } else {
                here.handOff(group.loop(), scratch, group, null);
            }
        }
    }
}
