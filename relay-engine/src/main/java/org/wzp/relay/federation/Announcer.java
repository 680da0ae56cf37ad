package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.room.RemoteRoster;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
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

    private final String ownFingerprint;
    private final String ownText;
    private final Rosters rosters;
    private final Map<PeerLink, Set<GlobalRoom>> due = new HashMap<>();

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

    /** Tells what is due, as far as the links take it. */
    void tell(long now) {
        due.forEach((link, rooms) -> {
            if (link.speaks(now)) {
                while (!rooms.isEmpty() && link.hasRoom()) {
                    GlobalRoom room = rooms.iterator().next();
                    rooms.remove(room);
                    tell(link, room);
                }
            }
        });
    }

    private void tell(PeerLink link, GlobalRoom room) {
        if (link.speaksOurs()) {
            tellOurs(link, room);
        } else {
            tellStock(link, room);
        }
    }

    private void tellOurs(PeerLink link, GlobalRoom room) {
        Map<String, Long> told = link.toldOurs.computeIfAbsent(room, made -> new HashMap<>());
        if (!room.own.isEmpty() && told.getOrDefault(ownFingerprint, 0L) < room.ownVersion) {
            told.put(ownFingerprint, room.ownVersion);
            link.send(
                    new GlobalRoomActive(room.name(), fitting(room.own), new RoomOrigin(ownText, room.ownVersion, 0)));
        }
        Map<String, GlobalRoom.Held> others = rosters.goingOnTo(link, room);
        others.forEach((origin, held) -> {
            if (told.getOrDefault(origin, 0L) != held.version()) {
                told.put(origin, held.version());
                link.send(new GlobalRoomActive(
                        room.name(),
                        fitting(held.people()),
                        new RoomOrigin(text(origin), held.version(), held.hops() + 1)));
            }
        });
        for (String origin : List.copyOf(told.keySet())) {
            boolean still = origin.equals(ownFingerprint) ? !room.own.isEmpty() : others.containsKey(origin);
            if (!still) {
                told.remove(origin);
                link.send(new GlobalRoomInactive(room.name(), text(origin)));
            }
        }
    }

    private void tellStock(PeerLink link, GlobalRoom room) {
        List<RosterEntry> people = new ArrayList<>(room.own);
        for (GlobalRoom.Held held : rosters.goingOnTo(link, room).values()) {
            people = RemoteRoster.join(people, held.people());
        }
        people = fitting(people);
        List<RosterEntry> before = link.toldStock.getOrDefault(room, List.of());
        if (people.equals(before)) {
            return;
        }
        if (people.isEmpty()) {
            link.toldStock.remove(room);
            link.send(new GlobalRoomInactive(room.name()));
        } else {
            link.toldStock.put(room, people);
            link.send(new GlobalRoomActive(room.name(), people));
        }
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
