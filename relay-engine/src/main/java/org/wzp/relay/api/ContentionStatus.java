package org.wzp.relay.api;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where threads wait for each other, cumulative since start (the console makes rates and baselines of it).
 *
 * @param hotPathViolations named locks taken on the media path since the relay started; 0 is the target
 * @param rooms what handing on each room's media costs; rooms with somebody in them, by name
 */
public record ContentionStatus(
        long hotPathViolations,
        List<LockRow> locks,
        List<CasRow> casSites,
        List<QueueRow> queues,
        List<LoopRow> loops,
        List<RoomRow> rooms) {

    public static final ContentionStatus NONE =
            new ContentionStatus(0, List.of(), List.of(), List.of(), List.of(), List.of());

    public ContentionStatus {
        locks = List.copyOf(locks);
        casSites = List.copyOf(casSites);
        queues = List.copyOf(queues);
        loops = List.copyOf(loops);
        rooms = List.copyOf(rooms);
    }

    /**
     * A named lock, or the bins of a concurrent map, which no one can look into: there a call that took more than 50 µs
     * counts as one that waited.
     *
     * @param acquisitions times taken, or calls that change the map
     * @param contended times somebody had to wait for it
     * @param waitP50Micros median wait of the contended ones, µs; 0 when none
     * @param waitP99Micros µs
     * @param longestWaitMicros µs
     * @param holdP99Micros how long it is held, µs; empty for a map
     * @param waiting threads waiting now
     */
    public record LockRow(
            String name,
            long acquisitions,
            long contended,
            double waitP50Micros,
            double waitP99Micros,
            double longestWaitMicros,
            OptionalDouble holdP99Micros,
            int waiting) {}

    /** @param worst most retries in one operation */
    public record CasRow(String site, long attempts, long retries, long worst) {}

    /**
     * One queue, or all queues of a kind, of which each participant has one.
     *
     * @param depth entries now, over all queues of the row
     * @param backlogged queues with an entry in them now
     * @param deepest entries now in the fullest of them
     * @param highWater most entries there ever were in one of them
     * @param bound most entries allowed in one of them
     * @param offered entries that wanted in, the dropped ones among them
     * @param drops entries that were let go, by cause; only causes that happened
     */
    public record QueueRow(
            String queue,
            int depth,
            int backlogged,
            int deepest,
            int highWater,
            int bound,
            long offered,
            List<Drop> drops) {

        public QueueRow {
            drops = List.copyOf(drops);
        }

        /** Over all causes. */
        public long dropped() {
            return drops.stream().mapToLong(Drop::count).sum();
        }
    }

    /**
     * @param lagP50Micros how late a tick ran, median, µs; of the lag the loop's first five seconds don't count
     * @param lagP99Micros µs
     * @param lagMaxMicros µs
     * @param transitP50Micros from the moment a batch of packets was read until all that it caused was handed to the
     *     kernel, sampled, median, µs; 0 when nothing was sampled yet
     * @param transitP99Micros µs
     * @param transitMaxMicros µs
     * @param busyShare share of the last second the loop was not waiting, 0 to 1
     * @param pending tasks waiting for the loop
     * @param connections connections that live on the loop
     * @param received media datagrams that came in there, total
     * @param sent copies of media datagrams for its connections, the dropped ones among them, total
     * @param handedOver packets that it gave to other loops for their connections, total
     * @param lastSecond of the last whole second
     */
    public record LoopRow(
            String loop,
            double lagP50Micros,
            double lagP99Micros,
            double lagMaxMicros,
            double transitP50Micros,
            double transitP99Micros,
            double transitMaxMicros,
            double busyShare,
            int pending,
            int connections,
            long received,
            long sent,
            long handedOver,
            LastSecond lastSecond) {}

    /**
     * What handing on one room's media costs, since it opened.
     *
     * @param room its canonical name
     * @param packets that were handed on to whoever is in it, total
     * @param fanOutNanos the time that took, over all loops, total, ns
     * @param slowestMicros the longest that one packet took one loop, µs
     * @param largestGapMillis the longest pause between two packets of one person, ms; above 2 s it is a silence and not
     *     counted
     */
    public record RoomRow(String room, long packets, long fanOutNanos, double slowestMicros, double largestGapMillis) {}

    /**
     * One second of a loop; all else is counted since the start.
     *
     * @param transitP50Micros as of the loop, µs; empty when nothing was sampled in it
     * @param transitP99Micros µs
     * @param lagP99Micros µs; empty when no tick ran
     * @param lagMaxMicros µs
     */
    public record LastSecond(
            OptionalDouble transitP50Micros,
            OptionalDouble transitP99Micros,
            OptionalDouble lagP99Micros,
            OptionalDouble lagMaxMicros) {
        public static final LastSecond NONE = new LastSecond(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
}
