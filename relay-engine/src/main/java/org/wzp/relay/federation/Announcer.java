package org.wzp.relay.federation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;
import org.wzp.relay.wire.SignalMessage.GlobalRoomInactive;

/**
 * Tells links who is in the global rooms: always the whole state, never a change, so that whatever got lost is mended by the next
 * one. Relays of this kind are told each relay's people by themselves, once for each version; stock relays one list, and only
 * when it differs from the last one. Confined to the federation's thread.
 */
final class Announcer {
    /** Of a signal that another relay takes; the rest names room and relay. */
    private static final int MOST_LIST_BYTES = Federation.MOST_SIGNAL_BYTES - 1_024;

    /**
     * Signals for one link at a time: with what waits at the most it fits into what a connection keeps for a peer that does not read
     * at once, so that somebody who tells of many relays can't have the links of others closed for it.
     */
    static final int MOST_AT_ONCE = 16;

    private final String ownFingerprint;
    private final String ownText;
    private final Rosters rosters;
    private final Map<PeerLink, Set<GlobalRoom>> due = new HashMap<>();
    /** How many signals more the link that is told now may get. */
    private int left;

    Announcer(TlsFingerprint own, Rosters rosters) {
        this.ownFingerprint = own.normalized();
        this.ownText = own.text();
        this.rosters = rosters;
    }

    /** The link has to hear of the room, as soon as it takes signals. */
    void due(PeerLink link, GlobalRoom room) {
        due.computeIfAbsent(link, made -> new LinkedHashSet<>()).add(room);
    }

    void forget(PeerLink link) {
        due.remove(link);
    }

    void forget(GlobalRoom room) {
        due.values().forEach(rooms -> rooms.remove(room));
    }

    /** Whether some link has still to hear of some room. */
    boolean isBehind() {
        return due.values().stream().anyMatch(rooms -> !rooms.isEmpty());
    }

    /** Whether these links know that nobody is in the room. */
    boolean isTold(GlobalRoom room, PeerLink[] links) {
        return due.values().stream().noneMatch(rooms -> rooms.contains(room))
                && Arrays.stream(links)
                        .noneMatch(link -> link.toldOurs.containsKey(room) || link.toldStock.containsKey(room));
    }

    /** Tells what is due, as far as the links take it, each a few signals at a time: the rest is due next time. */
    void tell(long now) {
        due.keySet().removeIf(link -> link.ended().isPresent());
        due.forEach((link, rooms) -> {
            left = MOST_AT_ONCE;
            while (link.speaks(now) && link.hasRoom() && left > 0 && !rooms.isEmpty()) {
                GlobalRoom room = rooms.iterator().next();
                if (link.speaksOurs() ? tellsOurs(link, room, now) : tellsStock(link, room, now)) {
                    rooms.remove(room);
                } else {
                    break;
                }
            }
        });
    }

    private void send(PeerLink link, SignalMessage message) {
        left--;
        link.send(message);
    }

    /** Whether all has been told that there is to tell. */
    private boolean tellsOurs(PeerLink link, GlobalRoom room, long now) {
        Map<String, Long> told = link.toldOurs.getOrDefault(room, new HashMap<>());
        boolean all = tellsOurs(link, room, told, now);
        if (told.isEmpty()) {
            link.toldOurs.remove(room);
        } else {
            link.toldOurs.put(room, told);
        }
        return all;
    }

    private boolean tellsOurs(PeerLink link, GlobalRoom room, Map<String, Long> told, long now) {
        if (!room.own.isEmpty() && told.getOrDefault(ownFingerprint, 0L) < room.ownVersion) {
            List<RosterEntry> people = fitting(room.own);
            if (!mayTell(link, people, now)) {
                return false;
            }
            told.put(ownFingerprint, room.ownVersion);
            send(link, new GlobalRoomActive(room.name(), people, new RoomOrigin(ownText, room.ownVersion, 0)));
        }
        Map<String, GlobalRoom.Held> others = rosters.goingOnTo(link, room);
        for (Map.Entry<String, GlobalRoom.Held> other : others.entrySet()) {
            GlobalRoom.Held held = other.getValue();
            if (told.getOrDefault(other.getKey(), 0L) != held.version()) {
                List<RosterEntry> people = fitting(held.people());
                if (!mayTell(link, people, now)) {
                    return false;
                }
                told.put(other.getKey(), held.version());
                send(
                        link,
                        new GlobalRoomActive(
                                room.name(),
                                people,
                                new RoomOrigin(text(other.getKey()), held.version(), held.hops() + 1)));
            }
        }
        for (String origin : List.copyOf(told.keySet())) {
            boolean still = origin.equals(ownFingerprint) ? !room.own.isEmpty() : others.containsKey(origin);
            if (!still) {
                if (left <= 0) {
                    return false;
                }
                told.remove(origin);
                send(link, new GlobalRoomInactive(room.name(), text(origin)));
            }
        }
        return true;
    }

    private boolean mayTell(PeerLink link, List<RosterEntry> people, long now) {
        return left > 0 && link.mayBeTold(people, now);
    }

    private boolean tellsStock(PeerLink link, GlobalRoom room, long now) {
        FittingPeople all = new FittingPeople(MOST_LIST_BYTES).add(room.own);
        for (GlobalRoom.Held held : rosters.goingOnTo(link, room).values()) {
            var _ = all.add(held.people());
        }
        List<RosterEntry> people = all.people();
        List<RosterEntry> before = link.toldStock.getOrDefault(room, List.of());
        if (people.equals(before)) {
            return true;
        }
        if (!mayTell(link, people, now)) {
            return false;
        }
        if (people.isEmpty()) {
            link.toldStock.remove(room);
            send(link, new GlobalRoomInactive(room.name()));
        } else {
            link.toldStock.put(room, people);
            send(link, new GlobalRoomActive(room.name(), people));
        }
        return true;
    }

    private static List<RosterEntry> fitting(List<RosterEntry> people) {
        return FittingPeople.of(people, MOST_LIST_BYTES);
    }

    /** A room is global no longer. */
    void tellEnd(PeerLink link, GlobalRoom room) {
        Map<String, Long> ours = link.toldOurs.remove(room);
        if (ours != null) {
            ours.keySet().forEach(origin -> link.send(new GlobalRoomInactive(room.name(), text(origin))));
        }
        if (link.toldStock.remove(room) != null) {
            link.send(new GlobalRoomInactive(room.name()));
        }
    }

    private static String text(String fingerprint) {
        return new TlsFingerprint(Bytes.ofHex(fingerprint)).text();
    }
}
