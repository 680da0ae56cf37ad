package org.wzp.relay.monitor;

import java.util.ArrayDeque;

/** By how much a count grew over the last ten seconds. Confined to the engine thread. */
final class RecentGrowth {
    private static final long RECENT_NANOS = 10_000_000_000L;
    private static final long MARK_EVERY_NANOS = 1_000_000_000L;

    private record Mark(long atNanos, long total) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    /** @param total never goes backwards; 0 costs nothing */
    long update(long total, long nowNanos) {
        if (total == 0) {
            return 0;
        }
        if (marks.isEmpty()) {
            marks.addLast(new Mark(nowNanos, 0));
        } else if (nowNanos - marks.getLast().atNanos >= MARK_EVERY_NANOS) {
            marks.addLast(new Mark(nowNanos, total));
        }
        while (nowNanos - marks.getFirst().atNanos > RECENT_NANOS && marks.size() > 1) {
            marks.removeFirst();
        }
        return total - marks.getFirst().total;
    }
}
