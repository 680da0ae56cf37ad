package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says where a room's media goes: our people's to links, and what a link brings to other links. Confined to the federation's thread. */
final class MediaRoutes {
    /**
     * A relay that hears of another one's people from itself will get its media from there, but not before that one has heard of a
     * listener: a moment later, which it may not say, as it has nothing to say of a relay where nobody of its own listens.
     */
    static final long SURELY_LINKED_NANOS = 5_000_000_000L;

    private final LinkTable links;
    private final DuplicateFilter duplicates;

    MediaRoutes(LinkTable links, DuplicateFilter duplicates) {
        this.links = links;
        this.duplicates = duplicates;
    }

    /** @param heard all links that bring media */
    void publish(GlobalRoom room, List<PeerLink> heard, long now) {
        room.side().uplinks(FederatedUplinks.of(room, listening(room, null, now), duplicates));
        heard.forEach(link -> goesOn(link, room, now));
    }

    /** Says where media goes on to that a link brings, one that takes part or one beside it. */
    void goesOn(PeerLink link, GlobalRoom room, long now) {
        link.room(room).onwards(listening(room, link, now));
    }

    /** Links behind which somebody listens; for what comes from one, without it and those that get it from there themselves. */
    private LinkGroup[] listening(GlobalRoom room, @Nullable PeerLink from, long now) {
        List<PeerLink> listening = new ArrayList<>();
        for (PeerLink link : links.all()) {
            boolean gets = link.room(room).hasListeners()
                    && (from == null || (!link.peer().equals(from.peer()) && !getsItself(link, from, room, now)));
            if (gets) {
                listening.add(link);
            }
        }
        return LinkGroup.of(listening);
    }

    /**
     * Both have to say that they are linked: while one does, the other may not have heard of a listener there yet, and what it
     * sends would reach nobody. What goes two ways meanwhile is known by its copy.
     */
    private static boolean getsItself(PeerLink link, PeerLink from, GlobalRoom room, long now) {
        LinkRoom there = link.room(room);
        return there.isLinkedWith(from.peer())
                && (from.room(room).isLinkedWith(link.peer())
                        || there.isLinkedWith(from.peer(), now, SURELY_LINKED_NANOS));
    }
}
