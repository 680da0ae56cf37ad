package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.MediaRecipients;

/**
 * Links that live on one event loop, to which a datagram is brought once. It comes with the byte that says how many relays have
 * passed it on, which stock relays are not sent. Immutable.
 */
final class LinkGroup implements MediaRecipients {
    static final LinkGroup[] NOBODY = {};

    private final EventLoop loop;
    private final PeerLink[] links;

    private LinkGroup(EventLoop loop, List<PeerLink> links) {
        this.loop = loop;
        this.links = links.toArray(PeerLink[]::new);
    }

    /** By loop. */
    static LinkGroup[] of(List<PeerLink> links) {
        Map<EventLoop, List<PeerLink>> byLoop = new LinkedHashMap<>();
        for (PeerLink link : links) {
            byLoop.computeIfAbsent(link.connection().loop(), made -> new ArrayList<>())
                    .add(link);
        }
        return byLoop.entrySet().stream()
                .map(one -> new LinkGroup(one.getKey(), one.getValue()))
                .toArray(LinkGroup[]::new);
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public void deliver(ByteBuf datagram, @Nullable Object except) {
        int end = datagram.writerIndex();
        for (PeerLink link : links) {
            datagram.writerIndex(link.speaksOurs() ? end : end - LinkMedia.HOP_BYTES);
            link.connection().sendDatagram(datagram);
        }
        datagram.writerIndex(end);
    }

    @Override
    public int copies(@Nullable Object except) {
        return links.length;
    }

    @Override
    public void lost(@Nullable Object except) {
        for (PeerLink link : links) {
            link.connection().counters().dropped(DropCause.HANDOVER_FULL);
        }
    }
}
