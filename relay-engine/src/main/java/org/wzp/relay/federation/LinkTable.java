package org.wzp.relay.federation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The one link of each relay, by its fingerprint. Written by the federation's thread; anybody reads. Senders take the array,
 * which is never changed but replaced. Only a link itself is taken out, never whatever stands under its name (relay behaviour
 * D-09).
 */
final class LinkTable {
    private final ConcurrentMap<String, PeerLink> links = new ConcurrentHashMap<>();
    private volatile PeerLink[] all = {};

    /** Puts it in the place of the one before, which is no longer found then. */
    void put(PeerLink link) {
        links.put(link.peer(), link);
        publish();
    }

    /** Whether it was there. */
    boolean remove(PeerLink link) {
        boolean there = links.remove(link.peer(), link);
        publish();
        return there;
    }

    private void publish() {
        all = links.values().toArray(PeerLink[]::new);
    }

    @Nullable
    PeerLink of(String peer) {
        return links.get(peer);
    }

    /** Nobody writes to it. */
    PeerLink[] all() {
        return all;
    }
}
