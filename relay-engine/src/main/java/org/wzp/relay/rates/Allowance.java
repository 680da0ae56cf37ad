package org.wzp.relay.rates;

/**
 * So many units a second, and so many at once after a rest. Kept as one moment: when everything that was taken is paid off.
 * What is asked for is granted while the debt stays within the burst; whoever owes nothing gets anything, and then waits the
 * longer. A bucket of tokens would need two fields for the same answers.
 *
 * <p>Confined to one thread, or guarded by its owner; allocates nothing.
 */
public final class Allowance {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long perSecond;
    private final long burstNanos;
    private long paidNanos;
    private boolean used;

    /**
     * @param perSecond units that come back in a second, at least 1
     * @param burst units that may be taken at once, at least 1
     */
    public Allowance(long perSecond, long burst) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("An allowance of " + perSecond + " a second, " + burst + " at once.");
        }
        this.perSecond = perSecond;
        this.burstNanos = Math.max(1, cost(burst));
    }

    /** Whether so many units come back in a second. */
    public boolean isOf(long units) {
        return perSecond == units;
    }

    /** Another allowance with what is owed to this one: who changes the rate must not wipe out the debt. */
    public Allowance changed(long nowNanos, long units, long burst) {
        Allowance next = new Allowance(units, burst);
        next.paidNanos = nowNanos + owedNanos(nowNanos) * perSecond / units;
        next.used = true;
        return next;
    }

    /** Takes the units if the allowance bears it; else takes nothing and is false. The clock is monotonic, in ns. */
    public boolean take(long nowNanos, long units) {
        if (waitNanos(nowNanos, units) > 0) {
            return false;
        }
        paidNanos = nowNanos + owedNanos(nowNanos) + cost(units);
        used = true;
        return true;
    }

    /** How long until so many units can be taken, ns; 0 when they can be now. */
    public long waitNanos(long nowNanos, long units) {
        long owed = owedNanos(nowNanos);
        return owed == 0 ? 0 : Math.max(0, owed - Math.max(0, burstNanos - cost(units)));
    }

    /** Whether nothing is owed any more, so that a new allowance would be its equal. */
    public boolean isRested(long nowNanos) {
        return owedNanos(nowNanos) == 0;
    }

    private long owedNanos(long nowNanos) {
        return used ? Math.max(0, paidNanos - nowNanos) : 0;
    }

    private long cost(long units) {
        return units * NANOS_PER_SECOND / perSecond;
    }
}
