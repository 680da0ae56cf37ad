package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.wire.SignalMessage.Ping;

/**
 * The life of links from their beginning to their end: one for each relay, whoever opened it, however often. Confined to the
 * federation's thread.
 *
 * <p>Two relays of this kind that dial each other keep the connection which the one with the smaller fingerprint has opened;
 * both decide so by themselves, and alike. Nothing is lost over that: one that was dialled stands only when the other relay
 * has accepted it, and takes over then; the one before is heard a while longer, for what is on its way and until the other end
 * has changed over as well. One that has gone silent is replaced by any newer one.
 *
 * <p>A stock relay may keep two: see {@link PeerLink#companion}. What only claims to be a relay takes the place of none that
 * is alive, and is the second one of a relay only when it comes from the very address where this one's certificate was seen.
 */
final class Links {
    /** Between relays of this kind something comes every second; what a relay told counts no longer after so long without. */
    static final long SILENT_NANOS = 4_000_000_000L;
    /** And its link ends after so long. */
    private static final long DEAD_NANOS = 15_000_000_000L;

    private static final long PING_NANOS = 1_000_000_000L;
    /** Stock relays forget everybody behind a link that is silent for 15 s (wire specification 9.2). */
    private static final long STOCK_PING_NANOS = 5_000_000_000L;
    /** A link that takes no signal for so long has a peer that does not read. */
    private static final long FULL_NANOS = 10_000_000_000L;
    /** The other end gives up on its side after 5 s. */
    private static final long MOST_COMING_NANOS = 10_000_000_000L;
    /** The other end has changed over after a round trip and a turn of its thread. */
    static final long GOING_NANOS = 3_000_000_000L;

    private final String ownFingerprint;
    private final LinkTable table;
    private final FederationCounters counters;
    private final Listener listener;
    private final List<PeerLink> companions = new ArrayList<>();
    /** Dialled and not accepted yet, and when each is given up. */
    private final Map<PeerLink, Long> coming = new LinkedHashMap<>();
    /** Replaced and still heard, one for each relay at most, and when each ends. */
    private final Map<PeerLink, Long> going = new LinkedHashMap<>();

    /** Hears what becomes of links. */
    interface Listener {
        /** It is heard from now on, and not spoken to yet. */
        void coming(PeerLink link);

        /** It is on its way no longer: it takes part, or is over. */
        void arrived(PeerLink link);

        /** It takes part from now on. */
        void begun(PeerLink link);

        /** It takes the place of another one to the same relay, before that is over. */
        void replaces(PeerLink before, PeerLink link);

        /** It takes part no longer. */
        void over(PeerLink link);
    }

    Links(String ownFingerprint, LinkTable table, FederationCounters counters, Listener listener) {
        this.counters = counters;
        this.ownFingerprint = ownFingerprint;
        this.table = table;
        this.listener = listener;
    }

    /** One that was dialled: it is heard, and stands as soon as the other end has accepted it. */
    void comes(PeerLink link, long now) {
        coming.put(link, now + MOST_COMING_NANOS);
        listener.coming(link);
    }

    /** The other end has accepted it; nothing changes if it stands already. */
    void accepted(PeerLink link, long now) {
        if (coming.remove(link) != null) {
            listener.arrived(link);
            add(link, now);
        }
    }

    /** Takes a new link in, in the place of the one before or beside it, or closes it. */
    void add(PeerLink link, long now) {
        PeerLink before = table.of(link.peer());
        if (before == null || before.ended().isPresent()) {
            replace(before, link, now);
            return;
        }
        boolean sameWay = before.facts().direction() == link.facts().direction();
        if (!sameWay && areOfOneStockRelay(before, link)) {
            if (isClaimed(link)) {
                accompany(before, link);
            } else {
                table.put(link);
                listener.replaces(before, link);
                listener.over(before);
                accompany(link, before);
            }
            listener.begun(link);
        } else if (isClaimed(link)) {
            // anybody can claim it: that must not end what is alive, proven or not; once that has ended, it may come
            // again
            counters.count(FederationCounters.Event.CLAIM_REFUSED);
            before.claimedElsewhere(now);
            link.close(CloseReason.RELAY_UNPROVEN);
        } else if (sameWay || isClaimed(before) || isQuiet(before, now) || isKept(link)) {
            replace(before, link, now);
        } else {
            link.close(CloseReason.LINK_REPLACED);
        }
    }

    /**
     * Of two connections in opposite ways that don't speak as relays of this kind do. One was dialled, so its certificate is
     * known; the other one says that it is the same relay. Stock relays dial from the socket that they listen on, so it comes
     * from where the first one leads, which nobody else can do who is not on the way. Without that anybody could claim it,
     * speak for the relay, and end its link by leaving.
     */
    private static boolean areOfOneStockRelay(PeerLink before, PeerLink link) {
        return !before.speaksOurs()
                && !link.speaksOurs()
                && before.companion().isEmpty()
                && before.connection().remoteAddress().equals(link.connection().remoteAddress());
    }

    private void accompany(PeerLink first, PeerLink second) {
        first.companion(second);
        companions.add(second);
    }

    private static boolean isClaimed(PeerLink link) {
        return link.facts().proof() == Proof.CLAIMED;
    }

    /** Whether it is the one that is kept of two. */
    private boolean isKept(PeerLink link) {
        Direction kept = ownFingerprint.compareTo(link.peer()) < 0 ? Direction.OUT : Direction.IN;
        return link.facts().direction() == kept;
    }

    private static boolean isQuiet(PeerLink link, long now) {
        return link.speaksOurs() && now - link.heardNanos() > SILENT_NANOS;
    }

    private void replace(@Nullable PeerLink before, PeerLink link, long now) {
        table.put(link);
        if (before != null) {
            boolean spoke = before.speaksOurs() && !before.silent;
            if (spoke) {
                listener.replaces(before, link);
            }
            listener.over(before);
            before.companion().ifPresent(other -> end(other, CloseReason.LINK_REPLACED));
            if (spoke && link.speaksOurs()) {
                goes(before, now);
            } else {
                before.close(CloseReason.LINK_REPLACED);
            }
        }
        listener.begun(link);
    }

    private void goes(PeerLink link, long now) {
        List.copyOf(going.keySet()).stream()
                .filter(other -> other.peer().equals(link.peer()))
                .forEach(this::gone);
        going.put(link, now + GOING_NANOS);
    }

    private void gone(PeerLink link) {
        going.remove(link);
        link.close(CloseReason.LINK_REPLACED);
    }

    /** Ends a link and what belongs to it. */
    void end(PeerLink link, CloseReason why) {
        link.close(why);
        remove(link);
    }

    private void remove(PeerLink link) {
        boolean listed = table.remove(link);
        boolean beside = companions.remove(link);
        boolean replaced = going.remove(link) != null;
        boolean came = coming.remove(link) != null;
        if (came) {
            listener.arrived(link);
        }
        if (listed || beside || replaced || came) {
            listener.over(link);
        }
    }

    /** All that are heard: those that take part and those beside them. */
    List<PeerLink> heard() {
        List<PeerLink> all = new ArrayList<>(List.of(table.all()));
        all.addAll(companions);
        all.addAll(coming.keySet());
        all.addAll(going.keySet());
        return all;
    }

    /** Whether a newer connection of the same relay has taken its place: what it still brings may be older than what that one did. */
    boolean isGoing(PeerLink link) {
        return going.containsKey(link);
    }

    /** The link that stands for this one: the one of its relay, if there is one. */
    PeerLink main(PeerLink link) {
        PeerLink first = table.of(link.peer());
        return first == null ? link : first;
    }

    /** Whether there is none, nor one that comes or goes. */
    boolean isEmpty() {
        return table.all().length == 0 && companions.isEmpty() && !isChanging();
    }

    /** Whether one comes or goes. */
    boolean isChanging() {
        return !coming.isEmpty() || !going.isEmpty();
    }

    /** Ends what has ended, is silent or does not read; keeps the others awake. */
    void look(long now, Consumer<PeerLink> ended, Consumer<PeerLink> silent) {
        lookAtComing(now, ended);
        lookAtGoing(now);
        List<PeerLink> there = new ArrayList<>(List.of(table.all()));
        there.addAll(companions);
        for (PeerLink link : there) {
            if (link.ended().isPresent()) {
                remove(link);
                link.companion().ifPresent(other -> end(other, CloseReason.LINK_REPLACED));
                PeerLink first = table.of(link.peer());
                if (first != null && first.companion().orElse(null) == link) {
                    end(first, CloseReason.LINK_REPLACED);
                }
                ended.accept(link);
                continue;
            }
            if (link.speaksOurs()) {
                lookAtOurs(link, now, silent);
            }
            lookAtQueue(link, now);
            ping(link, now);
        }
    }

    private void lookAtComing(long now, Consumer<PeerLink> ended) {
        for (Map.Entry<PeerLink, Long> one : Map.copyOf(coming).entrySet()) {
            PeerLink link = one.getKey();
            if (link.ended().isPresent()) {
                remove(link);
                ended.accept(link);
            } else if (now - one.getValue() >= 0) {
                link.close(CloseReason.SETUP_TIMEOUT);
            } else if (!link.speaksOurs() && link.speaks(now) && !speaksOurs(link.peer())) {
                accepted(link, now);
            }
        }
    }

    /** Whether it is known to be of this kind, and only slow to answer on another connection. */
    private boolean speaksOurs(String peer) {
        PeerLink link = table.of(peer);
        return link != null && link.speaksOurs() && !link.silent && link.ended().isEmpty();
    }

    private void lookAtGoing(long now) {
        Map.copyOf(going).forEach((link, end) -> {
            if (link.ended().isPresent() || now - end >= 0) {
                gone(link);
            }
        });
    }

    private void lookAtOurs(PeerLink link, long now, Consumer<PeerLink> silent) {
        long quiet = now - link.heardNanos();
        if (quiet > DEAD_NANOS) {
            link.close(CloseReason.LINK_SILENT);
        } else if (quiet > SILENT_NANOS && !link.silent) {
            link.silent = true;
            silent.accept(link);
        } else if (quiet <= SILENT_NANOS) {
            link.silent = false;
        }
    }

    private static void lookAtQueue(PeerLink link, long now) {
        if (link.hasRoom()) {
            link.fullSinceNanos = now;
        } else if (now - link.fullSinceNanos > FULL_NANOS) {
            link.close(CloseReason.SIGNAL_OVERFLOW);
        }
    }

    private static void ping(PeerLink link, long now) {
        boolean due = now - link.pingedNanos > (link.speaksOurs() ? PING_NANOS : STOCK_PING_NANOS);
        if (due && link.speaks(now) && link.hasRoom()) {
            link.pingedNanos = now;
            link.send(new Ping(0));
        }
    }
}
