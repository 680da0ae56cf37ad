package org.wzp.relay.contention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.text.Numbers;

/**
 * Turns the counts of the slow sites into at most one warning a minute for each, so that neither an event loop nor the
 * holder of a lock writes a log line itself. What happened before the watch began is not told. Confined to the sweep.
 */
public final class SlowWatch {
    private static final long PERIOD_NANOS = 60_000_000_000L;

    private final LockLedger ledger;
    private final Map<String, Told> told = new HashMap<>();

    /** @param atNanos when it was told; absent from the comparison until {@code ever} */
    private record Told(long slow, boolean ever, long atNanos) {
        static final Told NOTHING = new Told(0, false, 0);
    }

    public SlowWatch(LockLedger ledger) {
        this.ledger = ledger;
        for (SlowSite.Statistics now : ledger.slowSites()) {
            told.put(now.site(), new Told(now.slow(), false, 0));
        }
    }

    /**
     * What to warn of now, one sentence for a site.
     *
     * @param nanos monotonic clock, ns
     */
    public List<String> warnings(long nanos) {
        List<String> warnings = new ArrayList<>();
        for (SlowSite.Statistics now : ledger.slowSites()) {
            Told before = told.getOrDefault(now.site(), Told.NOTHING);
            long grown = now.slow() - before.slow();
            boolean due = !before.ever() || nanos - before.atNanos() >= PERIOD_NANOS;
            if (grown > 0 && due) {
                told.put(now.site(), new Told(now.slow(), true, nanos));
                warnings.add("Slow: of " + now.site() + ", " + Numbers.whole(grown)
                        + " took more than 10 ms since the last warning; the longest since start took "
                        + Numbers.millis(now.longestNanos()) + " ms.");
            }
        }
        return warnings;
    }
}
