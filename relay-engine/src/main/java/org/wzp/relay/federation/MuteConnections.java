package org.wzp.relay.federation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;

/**
 * Second connections of stock relays that are dialled and dial as well, one for each relay. Confined to the federation's thread.
 *
 * <p>A stock relay sends over the newest of its connections, and forgets that one as well when any of them ends (relay behaviour
 * D-09). So the second one, which only claims whose it is, stays open, and nothing that it brings is heard; and the one that
 * shows its certificate is dialled anew, which makes it the newest.
 */
final class MuteConnections {
    /** A stock relay has noticed the end of a link: were the next one there before, it would forget that one. */
    private static final long FORGETS_NANOS = 1_000_000_000L;
    /** A relay that dials again and again must not keep its link from standing. */
    private static final long BETWEEN_NANOS = 8_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(MuteConnections.class);

    private final LinkTable table;
    private final Links links;
    private final Outbound outbound;
    private final LinkPace pace;
    private final RelayTime time;
    private final Map<String, Second> open = new HashMap<>();

    /**
     * @param redialNanos when the pinned connection is made anew
     * @param redialled whether it was
     */
    private record Second(Connection connection, long redialNanos, boolean redialled) {
        Second done() {
            return new Second(connection, redialNanos, true);
        }
    }

    MuteConnections(LinkTable table, Links links, Outbound outbound, LinkPace pace, RelayTime time) {
        this.table = table;
        this.links = links;
        this.outbound = outbound;
        this.pace = pace;
        this.time = time;
    }

    /**
     * Takes a claim that comes from the very address and port where the certificate of the linked relay was seen: from elsewhere
     * anybody could have that link dialled anew. Of one that was kept before, the relay itself knows nothing any more.
     */
    boolean takes(InboundHello.Arrival arrival) {
        String relay = arrival.fingerprint();
        PeerLink link = table.of(relay);
        if (link == null || outbound.of(relay).isEmpty() || !isFromWhere(link, arrival.connection())) {
            return false;
        }
        long now = time.nanos().getAsLong();
        if (pace.mayTell(relay, now)) {
            LOG.info(
                    "{} dials this relay as well and can't prove it: that connection is not heard, the other one is made"
                            + " anew.",
                    link.facts().label());
        }
        arrival.hello().mute();
        @Nullable Second before = open.get(relay);
        long due = now;
        if (before != null) {
            before.connection().close(CloseReason.LINK_REPLACED);
            due = before.redialled() ? Math.max(now, before.redialNanos() + BETWEEN_NANOS) : before.redialNanos();
        }
        open.put(relay, new Second(arrival.connection(), due, false));
        redial(now);
        return true;
    }

    /** Makes those anew whose time has come. */
    private void redial(long now) {
        open.replaceAll((relay, second) -> {
            if (second.redialled() || now - second.redialNanos() < 0) {
                return second;
            }
            outbound.of(relay).ifPresent(peer -> peer.now(now + FORGETS_NANOS));
            @Nullable PeerLink link = table.of(relay);
            if (link != null) {
                links.end(link, CloseReason.LINK_REPLACED);
            }
            return second.done();
        });
    }

    private static boolean isFromWhere(PeerLink link, Connection claiming) {
        return link.facts().proof() == Proof.PINNED
                && !link.speaksOurs()
                && link.ended().isEmpty()
                && link.connection().remoteAddress().equals(claiming.remoteAddress());
    }

    /** Makes anew what is due, forgets what has ended, and ends what belongs to relays that are not trusted any more. */
    void look(long now, Predicate<String> trusted) {
        redial(now);
        open.entrySet().removeIf(one -> {
            boolean wanted = trusted.test(one.getKey());
            if (!wanted) {
                one.getValue().connection().close(CloseReason.LINK_REMOVED);
            }
            return !wanted || !one.getValue().connection().isOpen();
        });
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Forgets what comes, unread. */
    static final class Unheard implements ConnectionHandler {
        @Override
        public boolean takesSignal(Connection connection, int bytes) {
            return false;
        }
    }
}
