package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.FederationDatagram;
import org.wzp.relay.wire.MediaHeader;

/**
 * One datagram's way from a link to our people and to other links (wire specification 9.3). Runs on the link's loop; takes no
 * lock and makes no objects. What it reads of rooms and links is published by the federation's thread. Each datagram that is
 * not carried on is counted at its link, by cause.
 */
final class MediaIngress {
    private final RoomDirectory directory;
    private final MediaForwarder forwarder;
    private final DuplicateFilter duplicates;
    private final int hopLimit;

    private final int leastPackets;

    /** @param leastPackets that one link may send for one room in a second */
    MediaIngress(
            RoomDirectory directory,
            MediaForwarder forwarder,
            DuplicateFilter duplicates,
            int hopLimit,
            int leastPackets) {
        this.leastPackets = leastPackets;
        this.directory = directory;
        this.forwarder = forwarder;
        this.duplicates = duplicates;
        this.hopLimit = hopLimit;
    }

    int leastPackets() {
        return leastPackets;
    }

    /** @param datagram its readable bytes are valid during the call only */
    void take(PeerLink link, ByteBuf datagram, long nowNanos) {
        HotPathGuard.enter();
        try {
            link.counters().received();
            int start = datagram.readerIndex();
            int end = datagram.writerIndex();
            int behind = link.speaksOurs() ? LinkMedia.HOP_BYTES : 0;
            if (end - start < FederationDatagram.HASH_BYTES + MediaHeader.BYTES + behind) {
                link.counters().dropped(DropCause.MALFORMED);
                return;
            }
            int hops = behind == 0 ? 0 : datagram.getUnsignedByte(end - LinkMedia.HOP_BYTES);
            long hash = FederationDatagram.roomHash(datagram);
            datagram.setIndex(start + FederationDatagram.HASH_BYTES, end - behind);
            if (MediaHeader.isValid(datagram)) {
                carry(link, hash, datagram, hops, nowNanos);
            } else {
                link.counters().dropped(DropCause.MALFORMED);
            }
            datagram.setIndex(start, end);
        } finally {
            HotPathGuard.exit();
        }
    }

    private void carry(PeerLink link, long hash, ByteBuf media, int hops, long nowNanos) {
        LinkRoom shared = link.rooms().get(hash);
        if (shared == null) {
            link.counters().dropped(DropCause.UNKNOWN_ROOM);
            return;
        }
        if (!shared.admits(nowNanos)) {
            link.counters().dropped(DropCause.OVER_RATE);
            return;
        }
        LinkGroup[] onwards = shared.onwards();
        boolean last = onwards.length > 0 && hops >= hopLimit;
        DuplicateFilter.Copy copy = duplicates.look(hash, media, last);
        if (copy == DuplicateFilter.Copy.AGAIN) {
            link.counters().dropped(DropCause.DUPLICATE);
            return;
        }
        EventLoop here = link.connection().loop();
        if (last) {
            link.counters().dropped(DropCause.HOP_LIMIT);
        } else if (onwards.length > 0) {
            LinkMedia.send(here, onwards, hash, media, hops + 1);
        }
        Room room = copy == DuplicateFilter.Copy.FIRST
                ? directory.orNull(shared.room().name())
                : null;
        if (room != null) {
            forwarder.fromPeer(room, here, media);
        }
    }
}
