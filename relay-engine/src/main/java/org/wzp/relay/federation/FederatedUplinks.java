package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.room.Uplinks;

/** The links behind which somebody listens to one room. Immutable; any loop sends, without a lock and without an object. */
final class FederatedUplinks implements Uplinks {
    private final long hash;
    private final LinkGroup[] links;
    private final DuplicateFilter duplicates;

    private FederatedUplinks(long hash, LinkGroup[] links, DuplicateFilter duplicates) {
        this.hash = hash;
        this.links = links;
        this.duplicates = duplicates;
    }

    static Uplinks of(GlobalRoom room, LinkGroup[] links, DuplicateFilter duplicates) {
        return links.length == 0 ? Uplinks.NONE : new FederatedUplinks(room.hash(), links, duplicates);
    }

    /** Our own packets are remembered as well, so that one which comes back round a ring is known. */
    @Override
    public void send(EventLoop here, ByteBuf packet) {
        var _ = duplicates.isFirst(hash, packet);
        LinkMedia.send(here, links, hash, packet, 0);
    }
}
