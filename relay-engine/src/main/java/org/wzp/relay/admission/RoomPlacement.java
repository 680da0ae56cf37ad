package org.wzp.relay.admission;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;

/**
 * On which event loop somebody should live who is on the way into a room: with the others of a small room, so that none of its
 * media crosses from loop to loop; in a large one where the fewest of it are, so that all loops write each voice at once. A
 * room that is new goes to the less busy of two loops picked at random, which spreads rooms nearly as well as asking all of
 * them and does not send everybody to the one that was idle a moment ago.
 *
 * <p>Those who were sent somewhere and have not joined yet count as well, or each of a crowd that comes together would find an
 * empty room. They are remembered by the room's name in a table of fixed size where the newest wins: what is forgotten
 * costs a crossing at most. Any thread.
 */
public final class RoomPlacement {
    /** Rooms that somebody is on the way into; a power of two. */
    private static final int REMEMBERED = 4096;
    /** Longer than nearly every login takes. */
    private static final long REMEMBERED_NANOS = 5_000_000_000L;
    /** Loops whose busy shares differ by less are alike, and the number of connections decides. */
    private static final double ALIKE = 0.2;

    private static final int MIXER = 0x9e3779b1;

    private final RoomDirectory rooms;
    private final int spreadAbove;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final AtomicReferenceArray<@Nullable Expected> expected = new AtomicReferenceArray<>(REMEMBERED);

    /**
     * Who will be in a room once all are there who were sent.
     *
     * @param people on each loop; nobody writes to it
     * @param sinceNanos when the first of them was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity only
    private record Expected(String room, int[] people, long sinceNanos) {}

    /**
     * @param spreadAbove people of a room that live on one loop before others are used, at least 1
     * @param nanos monotonic clock, ns
     * @param random any thread uses it
     */
    public RoomPlacement(RoomDirectory rooms, int spreadAbove, LongSupplier nanos, RandomGenerator random) {
        this.rooms = rooms;
        this.spreadAbove = spreadAbove;
        this.nanos = nanos;
        this.random = random;
    }

    /** @param loops always the same, in the same order */
    public EventLoop loopFor(String room, List<? extends EventLoop> loops) {
        int slot = (room.hashCode() * MIXER) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(REMEMBERED));
        int[] members = members(room, loops);
        long now = nanos.getAsLong();
        while (true) {
            Expected before = expected.get(slot);
            boolean holds = before != null
                    && before.room().equals(room)
                    && before.people().length == members.length
                    && now - before.sinceNanos() < REMEMBERED_NANOS;
            int[] people = members.clone();
            for (int i = 0; holds && i < people.length; i++) {
                people[i] = Math.max(people[i], before.people()[i]);
            }
            int chosen = choose(people, loops);
            people[chosen]++;
            if (expected.compareAndSet(slot, before, new Expected(room, people, holds ? before.sinceNanos() : now))) {
                return loops.get(chosen);
            }
        }
    }

    /** Rooms that are remembered now, at most so many as there are places. */
    int remembered() {
        int count = 0;
        for (int i = 0; i < REMEMBERED; i++) {
            count += expected.get(i) == null ? 0 : 1;
        }
        return count;
    }

    private int[] members(String room, List<? extends EventLoop> loops) {
        int[] members = new int[loops.size()];
        rooms.find(room).map(Room::membership).ifPresent(membership -> {
            for (int i = 0; i < members.length; i++) {
                members[i] = membership.on(loops.get(i));
            }
        });
        return members;
    }

    private int choose(int[] people, List<? extends EventLoop> loops) {
        int all = 0;
        int most = 0;
        int fewest = 0;
        for (int i = 0; i < people.length; i++) {
            all += people[i];
            most = people[i] > people[most] ? i : most;
            fewest = people[i] < people[fewest] ? i : fewest;
        }
        if (all == 0) {
            return lessBusy(loops);
        }
        return all < spreadAbove ? most : fewest;
    }

    private int lessBusy(List<? extends EventLoop> loops) {
        int one = random.nextInt(loops.size());
        int other = (one + 1 + random.nextInt(loops.size() - 1)) % loops.size();
        double more = loops.get(one).busyShare() - loops.get(other).busyShare();
        if (Math.abs(more) < ALIKE) {
            more = loops.get(one).connectionCount() - loops.get(other).connectionCount();
        }
        return more <= 0 ? one : other;
    }
}
