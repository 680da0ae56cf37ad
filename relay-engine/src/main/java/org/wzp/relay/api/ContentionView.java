package org.wzp.relay.api;

import java.util.List;

/**
 * Where threads wait for each other, cumulative since start (the console makes rates and baselines of it).
 *
 * @param hotPathViolations named locks taken on the media path since the relay started; 0 is the target
 */
public record ContentionView(
        long hotPathViolations,
        List<LockRow> locks,
        List<CasRow> casSites,
        List<QueueRow> queues,
        List<LoopRow> loops) {

    public static final ContentionView NONE = new ContentionView(0, List.of(), List.of(), List.of(), List.of());

    public ContentionView {
        locks = List.copyOf(locks);
        casSites = List.copyOf(casSites);
        queues = List.copyOf(queues);
        loops = List.copyOf(loops);
    }

    /**
     * @param acquisitions times taken
     * @param contended times somebody had to wait for it
     * @param waitP50Micros median wait of the contended ones, µs; 0 when none
     * @param waitP99Micros µs
     * @param longestWaitMicros µs
     * @param holdP99Micros sampled hold time, µs
     * @param waiting threads waiting now
     */
    public record LockRow(
            String name,
            long acquisitions,
            long contended,
            double waitP50Micros,
            double waitP99Micros,
            double longestWaitMicros,
            double holdP99Micros,
            int waiting) {}

    /** @param worst most retries in one operation */
    public record CasRow(String site, long attempts, long retries, long worst) {}

    /**
     * @param depth entries now
     * @param highWater most entries ever
     * @param bound most entries allowed
     */
    public record QueueRow(String queue, int depth, int highWater, int bound, long offered, long dropped) {}

    /**
     * @param lagP50Micros how late a 100 ms tick ran, median, µs
     * @param lagP99Micros µs
     * @param lagMaxMicros µs
     * @param busyShare share of the last second the loop was not waiting, 0 to 1
     * @param pending tasks waiting for the loop
     */
    public record LoopRow(
            String loop,
            double lagP50Micros,
            double lagP99Micros,
            double lagMaxMicros,
            double busyShare,
            int pending) {}
}
