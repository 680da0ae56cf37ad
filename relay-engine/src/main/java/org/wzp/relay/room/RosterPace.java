package org.wzp.relay.room;

import java.util.function.LongSupplier;

/**
 * How many bytes of rosters one room may send to all its members in a second. A change costs each of n members a list of n,
 * so what one who joins and leaves all the time causes grows with the square of the room. Small rooms are told at once; in
 * a large one changes are collected.
 *
 * @param bytesPerSecond positive
 * @param nanos monotonic clock, ns
 * @param timer runs what has to wait
 */
public record RosterPace(long bytesPerSecond, LongSupplier nanos, Timer timer) {
    /** What a room may send at once after a rest; also the most that it owes, so that no room waits for long. */
    static final long BURST_BYTES = 256 * 1024;

    /** A room of a thousand waits no longer than this for its next list, whatever it costs. */
    static final long LONGEST_SECONDS = 5;

    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final int FIXED_BYTES = 64;

    /** Runs a task later, soon after the delay, on any thread; the task returns at once. */
    @FunctionalInterface
    public interface Timer {
        void after(long delayNanos, Runnable task);
    }

    /** For rooms whose rosters nobody counts. */
    static RosterPace unlimited() {
        return new RosterPace(UNLIMITED, System::nanoTime, (delay, task) -> task.run());
    }

    boolean isUnlimited() {
        return bytesPerSecond == UNLIMITED;
    }

    /** About what telling everybody costs, in bytes of JSON. */
    static long bytes(Membership membership, RemoteRoster remote) {
        long roster = FIXED_BYTES + remote.bytes();
        for (Participant member : membership.members()) {
            roster += member.rosterBytes();
        }
        return roster * membership.size();
    }

    /** What telling everybody draws on the allowance. */
    long cost(Membership membership, RemoteRoster remote) {
        return Math.min(bytes(membership, remote), bytesPerSecond * LONGEST_SECONDS);
    }
}
