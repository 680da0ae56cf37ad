package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says where a room's media goes: our people's to links, and what a link brings to other links. Confined to the federation's thread. */
final class MediaRoutes {
    private final LinkTable links;
    private final DuplicateFilter duplicates;

    MediaRoutes(LinkTable links, DuplicateFilter duplicates) {
        this.links = links;
        this.duplicates = duplicates;
    }

    /** @param heard all links that bring media */
    void publish(GlobalRoom room, List<PeerLink> heard) {
        room.side().uplinks(FederatedUplinks.of(room, listening(room, null), duplicates));
        heard.forEach(link -> goesOn(link, room));
    }

    /** Says where media goes on to that a link brings, one that takes part or one beside it. */
    void goesOn(PeerLink link, GlobalRoom room) {
        link.room(room).onwards(listening(room, link));
    }

    /** Links behind which somebody listens; for what comes from one, without it and those that get it from there themselves. */
    private LinkGroup[] listening(GlobalRoom room, @Nullable PeerLink from) {
        List<PeerLink> listening = new ArrayList<>();
        for (PeerLink link : links.all()) {
            boolean gets = link.room(room).hasListeners()
                    && (from == null
                            || (!link.peer().equals(from.peer())
                                    && !link.room(room).isLinkedWith(from.peer())));
            if (gets) {
                listening.add(link);
            }
        }
        return LinkGroup.of(listening);
    }
}
