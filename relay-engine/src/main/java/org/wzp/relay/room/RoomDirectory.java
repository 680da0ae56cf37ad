package org.wzp.relay.room;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.CasSite;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.MapSite;

/**
 * All rooms by canonical name. A room is here exactly while somebody is in it. Any thread; the media path never looks here,
 * since a participant keeps its room.
 */
public final class RoomDirectory {
    private final ConcurrentMap<String, Room> rooms = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final InstantSource clock;
    private final CasSite site;
    private final MapSite map;
    private final Listener listener;
    private final RosterPace pace;
    private final AtomicLong rostersCollected = new AtomicLong();
    private volatile Function<String, RemoteSide> remotes = room -> RemoteSide.NONE;

    /** Hears of each join and each end exactly once, on the thread that won the transition. Must return at once. */
    public interface Listener {
        default void joined(Room room, Participant participant) {}

        default void left(Room room, Participant participant, LeaveReason why) {}
    }

    /** Decides on who joins against the membership it is about to join. May be asked again after a lost race. */
    @FunctionalInterface
    public interface JoinCheck {
        boolean admits(Membership current);

        /** The new one is in, and this older connection of the same identity is out and about to be closed. */
        default void replaced(Participant older) {}
    }

    /** What became of a join. */
    public sealed interface JoinOutcome {
        record Joined(Room room) implements JoinOutcome {}

        record Refused() implements JoinOutcome {}
    }

    /** Rooms whose rosters nobody counts. */
    public RoomDirectory(InstantSource clock, LockLedger ledger, Listener listener) {
        this(clock, ledger, listener, RosterPace.unlimited());
    }

    public RoomDirectory(InstantSource clock, LockLedger ledger, Listener listener, RosterPace pace) {
        this.pace = pace;
        this.clock = clock;
        this.site = ledger.site("room membership");
        this.map = ledger.map("map of rooms");
        this.listener = listener;
    }

    /**
     * Puts the participant into the room, which is made if it is not there. If the same identity is in it already, that
     * older connection is replaced in the same step and closed.
     */
    public JoinOutcome join(String name, Participant joining, JoinCheck check) {
        int lost = 0;
        while (true) {
            Room room = named(name);
            Membership current = room.membership();
            if (current.isClosed()) {
                forget(room);
                lost++;
                continue;
            }
            if (!admitted(check, room, current)) {
                return new JoinOutcome.Refused();
            }
            Participant replaced = current.withFingerprint(joining.fingerprint());
            joining.room(room);
            Membership next = current.join(joining, replaced, versions.incrementAndGet());
            if (room.replace(current, next)) {
                room.changed(lost);
                settle(room, joining, replaced, check);
                return new JoinOutcome.Joined(room);
            }
            lost++;
        }
    }

    /** The room of that name, made if there is none. */
    private Room named(String name) {
        long began = map.begin();
        Room room = rooms.computeIfAbsent(
                name,
                key -> new Room(
                        key,
                        clock.instant(),
                        versions.incrementAndGet(),
                        site,
                        pace,
                        rostersCollected,
                        remotes.apply(key)));
        map.done(began);
        return room;
    }

    /** A closed room's name no longer leads to it. */
    private void forget(Room closed) {
        long began = map.begin();
        var _ = rooms.remove(closed.name(), closed);
        map.done(began);
    }

    /** Leaves no room behind that was made in vain, also where the check throws. */
    private boolean admitted(JoinCheck check, Room room, Membership current) {
        boolean admitted = false;
        try {
            admitted = check.admits(current);
            return admitted;
        } finally {
            if (!admitted) {
                discardIfNew(room, current);
            }
        }
    }

    private void settle(Room room, Participant joined, @Nullable Participant replaced, JoinCheck check) {
        if (replaced != null) {
            check.replaced(replaced);
            listener.left(room, replaced, LeaveReason.REPLACED);
            replaced.egress().close(LeaveReason.REPLACED, "");
        }
        listener.joined(room, joined);
        room.rosterChanged(joined);
    }

    /** A room that was made for somebody who may not enter must not stay. */
    private void discardIfNew(Room room, Membership current) {
        if (current.size() == 0 && room.replace(current, Membership.closed(versions.incrementAndGet()))) {
            forget(room);
        }
    }

    /**
     * Takes the participant out of its room. Of several that try, exactly one wins, and only that one's call has effects.
     *
     * @param why unless {@link LeaveReason#LEFT}, its connection is closed with it
     * @return whether this call took it out
     */
    public boolean remove(Participant leaving, LeaveReason why) {
        return remove(leaving, why, "");
    }

    /**
     * The same, with words for the person.
     *
     * @param words what they read, printable; empty for the usual words of that ending
     */
    public boolean remove(Participant leaving, LeaveReason why, String words) {
        Room room = leaving.room();
        if (room == null) {
            return false;
        }
        int lost = 0;
        while (true) {
            Membership current = room.membership();
            if (!current.contains(leaving)) {
                return false;
            }
            Membership next = current.leave(leaving, versions.incrementAndGet());
            if (room.replace(current, next)) {
                room.changed(lost);
                if (next.isClosed()) {
                    forget(room);
                }
                listener.left(room, leaving, why);
                if (why != LeaveReason.LEFT) {
                    leaving.egress().close(why, words);
                }
                room.rosterChanged(null);
                return true;
            }
            lost++;
        }
    }

    /**
     * Ends a room in one step: whoever is in it is out, and whoever joins that name next gets a new one.
     *
     * @return how many this call took out
     */
    public int empty(Room room, LeaveReason why) {
        return empty(room, why, "").size();
    }

    /**
     * The same, with words for those who are in it.
     *
     * @param words what they read, printable; empty for the usual words of that ending
     * @return whom this call took out
     */
    public List<Participant> empty(Room room, LeaveReason why, String words) {
        int lost = 0;
        while (true) {
            Membership current = room.membership();
            if (current.isClosed()) {
                return List.of();
            }
            if (room.replace(current, Membership.closed(versions.incrementAndGet()))) {
                room.changed(lost);
                forget(room);
                for (Participant member : current.members()) {
                    listener.left(room, member, why);
                    member.egress().close(why, words);
                }
                return List.of(current.members());
            }
            lost++;
        }
    }

    /** Rooms that are made from now on ask here what they have on other relays; it answers at once. */
    public void remotes(Function<String, RemoteSide> source) {
        remotes = source;
    }

    /** A number that is larger than all versions of memberships so far. */
    public long nextVersion() {
        return versions.incrementAndGet();
    }

    /** The same for the media path, which makes no objects. */
    public @Nullable Room orNull(String name) {
        return rooms.get(name);
    }

    public Optional<Room> find(String name) {
        return Optional.ofNullable(rooms.get(name));
    }

    /** The participant with this number, wherever it is. */
    public Optional<Participant> participant(long id) {
        for (Room room : rooms.values()) {
            for (Participant member : room.membership().members()) {
                if (member.id() == id) {
                    return Optional.of(member);
                }
            }
        }
        return Optional.empty();
    }

    /** Changes of rooms that their members learned of together with a later one, total. */
    public long rostersCollected() {
        return rostersCollected.get();
    }

    /** A live view, weakly consistent. */
    public Collection<Room> rooms() {
        return rooms.values();
    }
}
