package org.wzp.relay.quality;

import org.wzp.relay.api.Tier;
import org.wzp.relay.wire.QualityReport;

/**
 * Turns one participant's reports into a tier: down after three worse ones straight to the newest, up one step after five
 * better ones (ten from Good upwards), and, after half a minute that was not worse, a probe of the next tier for five
 * seconds that at most one report may miss (relay behaviour 8.4).
 *
 * <p>Confined to the sweep.
 */
public final class TierController {
    private static final int WORSE_REPORTS = 3;
    private static final int BETTER_REPORTS = 5;
    private static final int BETTER_REPORTS_FROM_GOOD = 10;
    private static final long STABLE_NANOS = 30_000_000_000L;
    private static final long PROBE_NANOS = 5_000_000_000L;
    private static final long COOL_DOWN_NANOS = 60_000_000_000L;
    private static final int MISSES_ALLOWED = 1;

    private Tier tier = Tier.GOOD;
    private int better;
    private int worse;
    private boolean timing;
    private long stableSince;
    private boolean probing;
    private long probeSince;
    private int misses;

    public Tier tier() {
        return tier;
    }

    /**
     * Takes one report.
     *
     * @param nanos monotonic clock, ns
     * @return the tier after it
     */
    public Tier report(QualityReport report, long nanos) {
        Tier observed = Tier.of(report);
        if (step(observed)) {
            probing = false;
            timing = false;
        } else if (tier != Tier.STUDIO_64K) {
            if (probing) {
                probe(observed, nanos);
            } else {
                time(observed, nanos);
            }
        }
        return tier;
    }

    /** The counters' rule; true if it changed the tier. */
    private boolean step(Tier observed) {
        if (observed == tier) {
            better = 0;
            worse = 0;
            return false;
        }
        if (observed.isWorseThan(tier)) {
            better = 0;
            if (++worse < WORSE_REPORTS) {
                return false;
            }
            worse = 0;
            tier = observed;
            return true;
        }
        worse = 0;
        int needed = tier.isWorseThan(Tier.GOOD) ? BETTER_REPORTS : BETTER_REPORTS_FROM_GOOD;
        if (++better < needed) {
            return false;
        }
        better = 0;
        tier = tier.next();
        return true;
    }

    private void probe(Tier observed, long nanos) {
        Tier target = tier.next();
        if (observed.isWorseThan(target) && ++misses > MISSES_ALLOWED) {
            probing = false;
            timing = true;
            stableSince = nanos + COOL_DOWN_NANOS;
        } else if (nanos - probeSince >= PROBE_NANOS) {
            probing = false;
            tier = target;
            better = 0;
            timing = true;
            stableSince = nanos;
        }
    }

    private void time(Tier observed, long nanos) {
        if (observed.isWorseThan(tier)) {
            timing = false;
        } else if (!timing) {
            timing = true;
            stableSince = nanos;
        } else if (nanos - stableSince >= STABLE_NANOS) {
            probing = true;
            probeSince = nanos;
            misses = 0;
        }
    }
}
