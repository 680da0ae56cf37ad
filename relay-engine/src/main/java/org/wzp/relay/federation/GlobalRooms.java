package org.wzp.relay.federation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.room.RemoteSide;
import org.wzp.relay.wire.RoomName;

/**
 * Which rooms span relays: those that the configuration names, and those of direct calls that a link has told of. The names
 * are published as an immutable map, so that a join finds the canonical name of what it asked for; all else belongs to the
 * federation's thread.
 */
final class GlobalRooms {
    /** Rooms of calls that one relay may have told of at one time. */
    private static final int MOST_CALLS = 256;

    /** @param byHashed canonical names by what the browser bridge asks for */
    private record Names(Map<String, String> byHashed, Map<String, RemoteSide> sides) {}

    private final Map<String, GlobalRoom> rooms = new LinkedHashMap<>();
    private int revision;
    private boolean unpublished;
    private List<String> configured = List.of();
    private volatile Names names = new Names(Map.of(), Map.of());

    /** The one name that a room has here, whichever form was asked for. Any thread. */
    String canonical(String room) {
        return names.byHashed().getOrDefault(room, room);
    }

    /** What the room has on other relays. Any thread. */
    RemoteSide side(String room) {
        return names.sides().getOrDefault(room, RemoteSide.NONE);
    }

    /** Takes over what the configuration names; answers with the rooms that are global no longer. */
    List<GlobalRoom> follow(List<String> wanted) {
        if (wanted.equals(configured)) {
            return List.of();
        }
        configured = List.copyOf(wanted);
        for (String name : wanted) {
            rooms.computeIfAbsent(name, GlobalRoom::new);
        }
        Set<String> named = Set.copyOf(wanted);
        List<GlobalRoom> gone = new ArrayList<>();
        rooms.values().removeIf(room -> {
            boolean leaves = !RoomName.isCall(room.name()) && !named.contains(room.name());
            if (leaves) {
                gone.add(room);
            }
            return leaves;
        });
        unpublished = true;
        publish();
        return gone;
    }

    /**
     * The room that a peer means, raw or hashed; null when it is not global here. A new one is found by others from
     * {@link #publish} on.
     *
     * @param by fingerprint of that peer
     */
    @Nullable
    GlobalRoom resolve(String told, String by) {
        GlobalRoom known = known(told);
        if (known == null && RoomName.isCall(told) && RoomName.isServerName(told) && callsOf(by) < MOST_CALLS) {
            known = new GlobalRoom(told, by);
            rooms.put(told, known);
            unpublished = true;
        }
        return known;
    }

    /** The same, if it is there already. */
    @Nullable
    GlobalRoom known(String told) {
        return rooms.get(canonical(told));
    }

    private long callsOf(String relay) {
        return rooms.values().stream()
                .filter(room -> room.toldBy().equals(relay))
                .count();
    }

    /** A call's room that nobody is in any more. */
    void forget(GlobalRoom call) {
        unpublished |= rooms.remove(call.name(), call);
    }

    /** Has others find what has changed: once for many rooms, as all names are hashed for it. */
    void publish() {
        if (!unpublished) {
            return;
        }
        unpublished = false;
        Map<String, String> byHashed = new HashMap<>();
        Map<String, RemoteSide> sides = new HashMap<>();
        for (GlobalRoom room : rooms.values()) {
            byHashed.put(RoomName.hashed(room.name()), room.name());
            sides.put(room.name(), room.side());
        }
        revision++;
        names = new Names(Map.copyOf(byHashed), Map.copyOf(sides));
    }

    /** Another number whenever there are other rooms. */
    int revision() {
        return revision;
    }

    Collection<GlobalRoom> all() {
        return rooms.values();
    }
}
