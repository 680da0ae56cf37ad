package org.wzp.relay.federation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Cut;
import org.wzp.relay.transport.Connection;

/**
 * Tells which relays are linked and which no longer are, once for each relay: a connection that takes the place of another one
 * is nothing new. Confined to the federation's thread.
 */
final class LinkJournal {
    private final LinkTable table;
    private final Consumer<RelayEvent> events;
    private final Supplier<Instant> clock;
    /** By fingerprint, what stood at the last look. */
    private final Map<String, PeerLink> standing = new HashMap<>();

    /**
     * @param events takes what happened, and never waits
     * @param clock the wall's
     */
    LinkJournal(LinkTable table, Consumer<RelayEvent> events, Supplier<Instant> clock) {
        this.table = table;
        this.events = events;
        this.clock = clock;
    }

    /** Tells what has changed since the last look. */
    void look() {
        for (Iterator<PeerLink> known = standing.values().iterator(); known.hasNext(); ) {
            PeerLink before = known.next();
            PeerLink now = table.of(before.peer());
            if (now == null || now.ended().isPresent()) {
                known.remove();
                down(before);
            }
        }
        for (PeerLink link : table.all()) {
            if (link.ended().isPresent()) {
                continue;
            }
            if (standing.containsKey(link.peer())) {
                standing.put(link.peer(), link);
            } else if (link.works) {
                standing.put(link.peer(), link);
                up(link);
            }
        }
    }

    /** A relay that nobody trusts here wanted a link for the first time. */
    void knocked(String fingerprint, boolean proven, Connection connection) {
        events.accept(
                new RelayEvent.Knocked(clock.get(), fingerprint, Addresses.of(connection.remoteAddress()), proven));
    }

    private void up(PeerLink link) {
        events.accept(new RelayEvent.LinkUp(
                clock.get(),
                link.facts().label(),
                link.peer(),
                Addresses.of(link.connection().remoteAddress()),
                link.facts().proof()));
    }

    private void down(PeerLink link) {
        events.accept(
                new RelayEvent.LinkDown(clock.get(), link.facts().label(), link.peer(), Cut.DETAIL.of(link.why())));
    }
}
