package org.wzp.relay.transport.direct;

import org.wzp.relay.transport.EndpointSettings.Acknowledgements;

/**
 * What a connection has received since it last sent anything: an acknowledgement travels with the next packet to the peer, if one
 * goes out in time. Confined to the loop.
 */
final class OwedAcknowledgement {
    /**
     * A packet with a short header that has fewer bytes holds an acknowledgement and hardly ever more: 1 of header, 8 of id, up
     * to 4 of number, 16 of tag leave at most 14 of content, and a voice comes with 12 of media header and one of QUIC's.
     */
    static final int SMALL_BYTES = 40;

    private final int mostPackets;
    private final long delayNanos;
    private int packets;
    private boolean owed;
    private long sinceNanos;

    OwedAcknowledgement(Acknowledgements when) {
        this.mostPackets = when.packets();
        this.delayNanos = when.delay().toNanos();
    }

    /**
     * A packet came; true when so many have that they are acknowledged at once.
     *
     * @param small it is an acknowledgement itself; if not, it is answered with the others or when its time has come
     */
    boolean received(boolean small, long now) {
        if (packets == 0) {
            sinceNanos = now;
        }
        owed = true;
        packets += small ? 0 : 1;
        return packets >= mostPackets;
    }

    /** Something went out, and took it along. */
    void sent() {
        packets = 0;
        owed = false;
    }

    boolean isOwed() {
        return owed;
    }

    /** When it must go out by itself, monotonic clock, ns. */
    long dueNanos() {
        return sinceNanos + delayNanos;
    }
}
