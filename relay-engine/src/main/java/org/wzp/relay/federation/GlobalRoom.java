package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.RemoteSide;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RosterEntry;

/**
 * A room that spans relays, known by its canonical name. Name, hash and remote side are for everybody; the rest belongs to the
 * federation's thread.
 */
final class GlobalRoom {
    private final String name;
    private final String toldBy;
    private final long hash;
    private final RemoteSide side = new RemoteSide();

    /** What is known of other relays' people in it. */
    final HeldPeople held = new HeldPeople();
    /** The newest version seen of each relay's list, so that an older one which comes round is known; for a while. */
    final Map<String, Seen> newest = new HashMap<>();
    /** What our people were when they were last looked at. */
    @Nullable
    Membership local;

    List<RosterEntry> own = List.of();
    long ownVersion;
    long ownToldNanos;
    /** Something in it has changed since it was published. */
    boolean changed = true;
    /** Links have to hear of it. */
    boolean news;

    long lastToldNanos;

    /** When it has to be said again where media goes, though nothing has changed; null for never. */
    private @Nullable Long routesDueNanos;

    /**
     * A version of a relay's list.
     *
     * @param from fingerprint of the relay that brought it
     * @param nanos when
     */
    record Seen(long version, String from, long nanos) {}

    /**
     * The people of one relay.
     *
     * @param origin fingerprint of that relay
     * @param hops relays between it and this one
     * @param via who told
     * @param people with the label of their relay
     * @param goesOn whether it may be told to others: what a stock relay has from somebody else may not, for nobody knows
     *     whom it came from
     */
    record Held(
            String origin,
            long version,
            int hops,
            PeerLink via,
            List<RosterEntry> people,
            boolean goesOn,
            long heardNanos) {
        /** One with his texts and objects, about. */
        private static final int PERSON_BYTES = 160;

        /** What they take here, about. */
        long bytes() {
            long bytes = 0;
            for (RosterEntry one : people) {
                bytes += PERSON_BYTES + Character.BYTES * (one.fingerprint().length() + chars(one.alias()));
            }
            return bytes;
        }

        private static long chars(@Nullable String text) {
            return text == null ? 0 : text.length();
        }

        Held by(PeerLink link, long heard) {
            return new Held(origin, version, hops, link, people, goesOn, heard);
        }

        Held again(long newVersion) {
            return new Held(origin, newVersion, hops, via, people, goesOn, heardNanos);
        }
    }

    /** One that the operator names. */
    GlobalRoom(String name) {
        this(name, "");
    }

    /** @param toldBy fingerprint of the relay that has told of it first; empty where the operator names it */
    GlobalRoom(String name, String toldBy) {
        this.name = name;
        this.toldBy = toldBy;
        this.hash = RoomName.federationHash(name);
    }

    String name() {
        return name;
    }

    String toldBy() {
        return toldBy;
    }

    long hash() {
        return hash;
    }

    RemoteSide side() {
        return side;
    }

    /** It has to be said then where media goes, whatever changes until then. */
    void routesDue(long nanos) {
        routesDueNanos = nanos;
    }

    /** Whether that is so now; once. */
    boolean takeRoutesDue(long now) {
        boolean due = routesDueNanos != null && now - routesDueNanos >= 0;
        if (due) {
            routesDueNanos = null;
        }
        return due;
    }

    /** As many of those in it on other relays as a client is told of, the nearest first. */
    List<RosterEntry> elsewhere() {
        List<Held> nearest = new ArrayList<>(held.all());
        nearest.sort(Comparator.comparingInt((Held held) -> held.goesOn() ? held.hops() : Integer.MAX_VALUE)
                .thenComparing(Held::origin));
        FittingPeople all = new FittingPeople(Rosters.MOST_ELSEWHERE_BYTES);
        for (Held held : nearest) {
            if (all.isFull()) {
                break;
            }
            var _ = all.add(held.people());
        }
        return all.people();
    }

    @Override
    public String toString() {
        return "global room " + name;
    }
}
