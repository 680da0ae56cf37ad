package org.wzp.relay.rates;

/**
 * Makes a rate out of a total that is read a few times a second: the growth since the oldest reading of the last second,
 * per second. Confined to one thread.
 */
public final class RateMeter {
    /** At four readings a second the oldest is one second old. */
    private static final int READINGS = 5;

    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] totals = new long[READINGS];
    private final long[] atNanos = new long[READINGS];
    private int taken;

    /** @return growth per second; 0 at the first reading, or when the total was reset */
    public double update(long total, long nowNanos) {
        int slot = taken % READINGS;
        int oldest = taken < READINGS ? 0 : (taken + 1) % READINGS;
        totals[slot] = total;
        atNanos[slot] = nowNanos;
        taken++;
        long elapsed = nowNanos - atNanos[oldest];
        long grown = total - totals[oldest];
        return elapsed <= 0 || grown < 0 ? 0 : grown * NANOS_PER_SECOND / elapsed;
    }
}
