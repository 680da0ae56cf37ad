package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.room.Membership;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.text.Cut;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;
import org.wzp.relay.wire.SignalMessage.GlobalRoomInactive;

/**
 * What links tell of who is in which global room, kept by the relay whose people they are. A list with a newer version takes
 * the place of the one before, whoever brought it; an older or the same one that comes round a ring changes nothing, so it goes
 * no further and dies. What a link brought goes with it. Confined to the federation's thread.
 *
 * <p>Stock relays tell all they know in one list. Those without a label are their own people; the others they have from
 * somebody else, and nobody can tell whom: they are shown here, and never told on, or a ring with a stock relay in it would
 * keep people who have left for ever (relay behaviour D-44).
 */
final class Rosters {
    /** Three heartbeats missed. */
    static final long LIFE_NANOS = 15_000_000_000L;

    /** So long ago at least counts as told what another connection before this one has told. */
    private static final long MOVED_NANOS = LIFE_NANOS - Links.SILENT_NANOS;

    /** Relay behaviour 10.16. */
    private static final long HEARTBEAT_NANOS = 5_000_000_000L;

    private static final int MOST_PEOPLE = 1_000;
    /** Relays whose people one other relay may bring, in one room. */
    static final int MOST_ORIGINS = 64;

    private static final int MOST_NAME_CHARS = 128;
    /** Beside a thousand people of our own with long names they fit into the largest signal that a stock client takes. */
    static final int MOST_ELSEWHERE_BYTES = 160 * 1024;

    private static final String SECOND_HAND = " at second hand";

    private final String ownFingerprint;
    private final int hopLimit;
    private final RoomDirectory directory;
    private final GlobalRooms rooms;
    private final LinkTable links;
    private final Versions versions;
    private final FederationCounters counters;

    Rosters(
            String ownFingerprint,
            int hopLimit,
            RoomDirectory directory,
            GlobalRooms rooms,
            LinkTable links,
            Versions versions,
            FederationCounters counters) {
        this.counters = counters;
        this.versions = versions;
        this.ownFingerprint = ownFingerprint;
        this.hopLimit = hopLimit;
        this.directory = directory;
        this.rooms = rooms;
        this.links = links;
    }

    /**
     * A link has told who is in a room.
     *
     * @param late whether it came over a connection that another one has taken the place of
     */
    void receive(PeerLink via, GlobalRoomActive told, boolean late, long now) {
        GlobalRoom room = rooms.resolve(told.room(), via.peer());
        if (room == null) {
            via.counters().dropped(DropCause.UNKNOWN_ROOM);
            return;
        }
        RoomOrigin origin = told.origin();
        if (origin == null) {
            fromStock(via, room, told.participants(), now);
        } else {
            fromOurs(via, room, told.participants(), origin, late, now);
        }
        via.room(room).people(peopleBehind(via, room));
    }

    private void fromOurs(
            PeerLink via, GlobalRoom room, List<RosterEntry> told, RoomOrigin origin, boolean late, long now) {
        String relay = FederationTables.fingerprint(origin.relay()).orElse("");
        boolean itsOwn = relay.equals(via.peer());
        // only a relay itself has its list from nobody else: it must not be said in another one's name
        if (relay.isEmpty() || itsOwn != (origin.hops() == 0) || origin.version() < 0) {
            via.counters().dropped(DropCause.MALFORMED);
            return;
        }
        if (relay.equals(ownFingerprint)) {
            // our own list has gone round
            return;
        }
        if (origin.hops() > hopLimit) {
            via.counters().dropped(DropCause.HOP_LIMIT);
            return;
        }
        List<RosterEntry> people = labelled(told, via.facts().label());
        LinkRoom.Ways before = via.room(room).ways(relay);
        if (people.isEmpty()) {
            via.room(room).tellsNoMore(relay);
        } else if (!via.room(room).tells(relay, origin.hops(), now)) {
            via.counters().dropped(DropCause.OVERFLOW);
            return;
        }
        if (!before.equals(via.room(room).ways(relay))) {
            room.changed = true;
            room.routesDue(now + MediaRoutes.SURELY_LINKED_NANOS);
        }
        if (!itsOwn && hasLinkOfItsOwn(relay)) {
            return;
        }
        if (!isNews(room, relay, origin, itsOwn && !late)) {
            stillHolds(via, room, relay, origin.version(), now);
            return;
        }
        if (!room.newest.containsKey(relay) && !itsOwn && foundBy(via, room) >= MOST_ORIGINS) {
            via.counters().dropped(DropCause.OVERFLOW);
            return;
        }
        room.newest.put(relay, new GlobalRoom.Seen(origin.version(), via.peer(), now));
        if (people.isEmpty()) {
            var _ = room.held.remove(relay);
        } else {
            keep(room, new GlobalRoom.Held(relay, origin.version(), origin.hops(), via, people, true, now));
        }
        room.changed = true;
    }

    /**
     * What a relay says of itself comes in order, and counts whatever others said before, with any number: its clock may have
     * been set back, or somebody may have made up a number that it never reaches. What others say has to be newer, or come
     * a shorter way.
     */
    private static boolean isNews(GlobalRoom room, String relay, RoomOrigin origin, boolean inOrder) {
        GlobalRoom.Seen seen = room.newest.get(relay);
        if (seen == null) {
            return true;
        }
        GlobalRoom.Held known = room.held.get(relay);
        boolean nearer = known != null && origin.version() == seen.version() && origin.hops() < known.hops();
        return nearer
                || (inOrder ? known == null || origin.version() != seen.version() : origin.version() > seen.version());
    }

    /** The same list once more, as a link is told everything anew. */
    private static void stillHolds(PeerLink via, GlobalRoom room, String relay, long version, long now) {
        GlobalRoom.Held known = room.held.get(relay);
        if (known != null && known.via() == via && known.version() == version) {
            room.held.put(known.by(via, now));
        }
    }

    /** Or nobody of that relay, if the link has brought as much as it may: an older list must not stand for this one. */
    private static void keep(GlobalRoom room, GlobalRoom.Held next) {
        if (room.held.fits(next)) {
            room.held.put(next);
        } else {
            next.via().counters().dropped(DropCause.OVERFLOW);
            var _ = room.held.remove(next.origin());
        }
    }

    /** Relays of whose people this one was the last to bring news. */
    private static long foundBy(PeerLink via, GlobalRoom room) {
        return room.newest.values().stream()
                .filter(seen -> seen.from().equals(via.peer()))
                .count();
    }

    /** What it says of its own people counts more than what others say of them. */
    private boolean hasLinkOfItsOwn(String relay) {
        PeerLink own = links.of(relay);
        return own != null && !own.silent;
    }

    private void fromStock(PeerLink via, GlobalRoom room, List<RosterEntry> told, long now) {
        List<RosterEntry> first = new ArrayList<>();
        List<RosterEntry> second = new ArrayList<>();
        for (RosterEntry entry : told) {
            (entry.relayLabel() == null ? first : second).add(entry);
        }
        boolean changed =
                keep(via, room, via.peer(), labelled(first, via.facts().label()), true, now);
        changed |= keep(
                via,
                room,
                via.peer() + SECOND_HAND,
                labelled(second, via.facts().label()),
                false,
                now);
        boolean hadListeners = via.room(room).hasListeners();
        // also with nobody in it: a stock relay tells of a room because somebody listens there
        var _ = via.room(room).tells(via.peer(), 0, now);
        room.changed |= changed || !hadListeners;
    }

    private boolean keep(
            PeerLink via, GlobalRoom room, String origin, List<RosterEntry> people, boolean goesOn, long now) {
        GlobalRoom.Held before = room.held.get(origin);
        if (people.isEmpty()) {
            return room.held.remove(origin);
        }
        if (before != null && before.via() == via && before.people().equals(people)) {
            return false;
        }
        keep(room, new GlobalRoom.Held(origin, versions.next(), 0, via, people, goesOn, now));
        return true;
    }

    /**
     * A link has told that nobody is in a room any more, or nobody of one relay.
     *
     * @param late as above: what the newer connection has told itself stays then
     */
    void receive(PeerLink via, GlobalRoomInactive told, boolean late, long now) {
        GlobalRoom room = rooms.known(told.room());
        if (room == null) {
            return;
        }
        String origin = told.originFp();
        if (origin == null) {
            room.changed |= room.held.removeIf(held -> held.via() == via);
            room.changed |= via.room(room).forgetAll();
        } else {
            String relay = FederationTables.fingerprint(origin).orElse("");
            if (late && via.room(room).toldAfter(now - MOVED_NANOS, relay)) {
                return;
            }
            room.changed |= room.held.removeIf(
                    held -> held.via() == via && held.origin().equals(relay));
            LinkRoom.Ways before = via.room(room).ways(relay);
            via.room(room).tellsNoMore(relay);
            room.changed |= !before.equals(via.room(room).ways(relay));
        }
        via.room(room).people(peopleBehind(via, room));
    }

    private List<RosterEntry> labelled(List<RosterEntry> told, String label) {
        List<RosterEntry> people = new ArrayList<>();
        for (RosterEntry entry : told) {
            if (people.size() == MOST_PEOPLE) {
                break;
            }
            if (entry.fingerprint().length() <= MOST_NAME_CHARS) {
                String alias = entry.alias();
                String theirs = entry.relayLabel();
                people.add(new RosterEntry(
                        entry.fingerprint(),
                        alias == null || alias.length() <= MOST_NAME_CHARS ? alias : Cut.ALIAS.of(alias),
                        theirs == null ? label : Cut.ALIAS.of(theirs)));
            }
        }
        counters.count(FederationCounters.Event.NAMES_CUT, told.size() - people.size());
        return people;
    }

    private static int peopleBehind(PeerLink via, GlobalRoom room) {
        int people = 0;
        for (GlobalRoom.Held held : room.held.all()) {
            people += held.via() == via ? held.people().size() : 0;
        }
        return people;
    }

    /** The link has ended, or is silent: what it told counts no longer. */
    void forget(PeerLink link) {
        for (GlobalRoom room : rooms.all()) {
            room.changed |= room.held.removeIf(held -> held.via() == link);
            LinkRoom shared = link.shared.get(room);
            room.changed |= shared != null && shared.forgetAll();
        }
    }

    /**
     * Another connection carries the link to a relay: what the one before brought stays, or all its people would leave and come
     * back. The relay tells everything anew; one that was started anew and has nobody any more tells nothing, so what isn't
     * told goes when it would have gone without the new connection.
     */
    void move(PeerLink before, PeerLink link) {
        long heard = before.heardNanos() - MOVED_NANOS;
        for (GlobalRoom room : rooms.all()) {
            for (GlobalRoom.Held held : room.held.all()) {
                if (held.via() == before) {
                    room.held.put(held.by(link, heard));
                    room.changed = true;
                }
            }
            LinkRoom shared = before.shared.get(room);
            if (shared != null) {
                link.room(room).take(shared, heard);
            }
        }
    }

    /** An old list may be told on at the end of its life by each relay that may have it. */
    private long roundTheRingNanos() {
        return LIFE_NANOS * (hopLimit + 2);
    }

    /** What has not been told again for too long. */
    void expire(long now) {
        for (GlobalRoom room : rooms.all()) {
            room.changed |= room.held.removeIf(held -> held.via().speaksOurs() && now - held.heardNanos() > LIFE_NANOS);
            room.newest
                    .entrySet()
                    .removeIf(one ->
                            !room.held.has(one.getKey()) && now - one.getValue().nanos() > roundTheRingNanos());
            for (PeerLink link : links.all()) {
                if (link.speaksOurs()) {
                    room.changed |= link.room(room).forget(now, LIFE_NANOS);
                }
            }
        }
    }

    /** A new version of what this relay answers for: its own people, and those of stock relays, which have none. */
    void beat(GlobalRoom room, long now) {
        if (now - room.ownToldNanos < HEARTBEAT_NANOS) {
            return;
        }
        room.ownToldNanos = now;
        if (!room.own.isEmpty()) {
            room.ownVersion = versions.next();
            room.changed = true;
        }
        for (GlobalRoom.Held held : room.held.all()) {
            if (held.goesOn() && !held.via().speaksOurs()) {
                room.held.put(held.again(versions.next()));
                room.changed = true;
            }
        }
    }

    /** Looks at who of ours is in the room. */
    void lookAtOurs(GlobalRoom room, long now) {
        Room here = directory.orNull(room.name());
        Membership members = here == null ? null : here.membership();
        if (here != null) {
            // a room that was made before its name became global
            here.remote(room.side());
        }
        if (members != room.local) {
            room.local = members;
            room.own = members == null || members.isClosed()
                    ? List.of()
                    : members.roster().participants();
            room.ownVersion = versions.next();
            room.ownToldNanos = now;
            room.changed = true;
        }
    }

    /** What may be told on to a link, by relay. */
    Map<String, GlobalRoom.Held> goingOnTo(PeerLink link, GlobalRoom room) {
        Map<String, GlobalRoom.Held> all = new HashMap<>();
        for (GlobalRoom.Held held : room.held.all()) {
            if (held.goesOn() && held.via() != link && !held.origin().equals(link.peer()) && held.hops() < hopLimit) {
                all.put(held.origin(), held);
            }
        }
        return all;
    }
}
