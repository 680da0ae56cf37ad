package org.wzp.relay.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/**
 * Who is in a room at one moment, in join order. Immutable, so the media path reads it with one acquire load and walks the
 * array; a change makes a new one. {@code closed} is terminal: it goes with an empty array, and nothing follows it.
 */
public final class Membership {
    private static final Participant[] NOBODY = {};

    private final Participant[] members;
    private final LoopMembers[] byLoop;
    private final long version;
    private final boolean closed;
    /** Made on first use; two threads may both make it, with equal content. */
    private volatile SignalMessage.@Nullable RoomUpdate roster;

    private Membership(Participant[] members, long version, boolean closed) {
        this.members = members;
        this.byLoop = LoopMembers.group(members);
        this.version = version;
        this.closed = closed;
    }

    static Membership empty(long version) {
        return new Membership(NOBODY, version, false);
    }

    /** Without {@code replaced}, with {@code joining} at the end. */
    Membership join(Participant joining, @Nullable Participant replaced, long newVersion) {
        int staying = replaced == null ? members.length : members.length - 1;
        Participant[] next = new Participant[staying + 1];
        int at = 0;
        for (Participant member : members) {
            if (member != replaced) {
                next[at++] = member;
            }
        }
        next[at] = joining;
        return new Membership(next, newVersion, false);
    }

    /** Without {@code leaving}, who is a member; closed if nobody is left. */
    Membership leave(Participant leaving, long newVersion) {
        Participant[] next = new Participant[members.length - 1];
        int at = 0;
        for (Participant member : members) {
            if (member != leaving) {
                next[at++] = member;
            }
        }
        return new Membership(next, newVersion, next.length == 0);
    }

    /** The end of a room. */
    static Membership closed(long newVersion) {
        return new Membership(NOBODY, newVersion, true);
    }

    /**
     * The members themselves, not a copy: the media path walks it. Nobody writes to it.
     */
    public Participant[] members() {
        return members;
    }

    /** The same members by their event loops: the array itself, which nobody writes to. */
    public LoopMembers[] byLoop() {
        return byLoop;
    }

    /** How many members live on this loop. */
    public int on(EventLoop loop) {
        for (LoopMembers group : byLoop) {
            if (group.isOn(loop)) {
                return group.size();
            }
        }
        return 0;
    }

    public int size() {
        return members.length;
    }

    /** Grows with every change, over all rooms of a directory, also when a room comes again. */
    public long version() {
        return version;
    }

    public boolean isClosed() {
        return closed;
    }

    public boolean contains(Participant participant) {
        for (Participant member : members) {
            if (member == participant) {
                return true;
            }
        }
        return false;
    }

    /** The member with this fingerprint; null when there is none. Unknown (empty) fingerprints match nobody. */
    public @Nullable Participant withFingerprint(String fingerprint) {
        if (!fingerprint.isEmpty()) {
            for (Participant member : members) {
                if (member.fingerprint().equals(fingerprint)) {
                    return member;
                }
            }
        }
        return null;
    }

    /**
     * Whose connections decide how good the room is: the people in it, or everybody where there are synthetic callers only,
     * whose reports are made up. For the sweep and for whoever shows what it found.
     *
     * @param rehearsers fingerprints of synthetic callers
     */
    public List<Participant> deciding(Set<String> rehearsers) {
        List<Participant> all = Arrays.asList(members);
        List<Participant> people = all.stream()
                .filter(member -> !rehearsers.contains(member.fingerprint()))
                .toList();
        return people.isEmpty() ? all : people;
    }

    public SignalMessage.RoomUpdate roster() {
        SignalMessage.RoomUpdate made = roster;
        if (made == null) {
            List<RosterEntry> entries = new ArrayList<>(members.length);
            for (Participant member : members) {
                entries.add(member.rosterEntry());
            }
            made = new SignalMessage.RoomUpdate(entries.size(), entries);
            roster = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return "version " + version + (closed ? " closed" : " " + Arrays.toString(members));
    }
}
