package org.wzp.relay.client.load;

import org.HdrHistogram.Histogram;
import org.wzp.relay.text.Numbers;

/**
 * What a load run measured.
 *
 * @param sent packets handed to QUIC by talkers, warm-up left out
 * @param expected copies that receivers should have got
 * @param latency one-way, µs
 * @param relayCpuSeconds of the relay's process while measuring; NaN if unknown
 * @param residentBefore MiB before anybody joined; NaN if unknown
 * @param residentJoined MiB with everybody joined; NaN if unknown
 */
public record LoadReport(
        LoadPlan plan,
        long sent,
        long expected,
        LoadReceiver.Tally tally,
        Histogram latency,
        double relayCpuSeconds,
        double wallSeconds,
        double joinMillisEach,
        double residentBefore,
        double residentJoined) {

    /** One packet in a million is to be seen. */
    static final int LOSS_PLACES = 4;

    /** Share of the expected copies that did not arrive, 0 to 1. */
    public double lostShare() {
        return expected == 0 ? 0 : 1.0 - (double) tally.received() / expected;
    }

    /** Packets that reached a wrong room or came back to their sender; must be 0. */
    public long leaked() {
        return tally.leaked();
    }

    public double forwardsPerCpuSecond() {
        return tally.received() / relayCpuSeconds;
    }

    public double microsPerForward() {
        return relayCpuSeconds * 1e6 / tally.received();
    }

    /** One-way latency that so many percent of the packets did not exceed, µs. */
    double latencyMicros(double percentile) {
        return latency.getValueAtPercentile(percentile);
    }

    /** For people who wait: one line. */
    String line() {
        return costs() + ", p50 " + micros(50) + ", p99 " + micros(99) + ", " + lost() + ", leaked "
                + Numbers.whole(tally.leaked()) + ", " + Numbers.whole(residentJoined) + " MiB";
    }

    /** For people: a few lines. */
    public String text() {
        return String.join(
                System.lineSeparator(),
                plan.crowd().rooms() + " x " + plan.crowd().people() + ", "
                        + plan.crowd().speakers() + " talk at " + plan.talk().rate() + "/s for "
                        + Numbers.decimal(wallSeconds) + " s",
                "sent " + Numbers.whole(sent) + ", expected " + Numbers.whole(expected) + ", received "
                        + Numbers.whole(tally.received()) + ", " + lost() + ", duplicated "
                        + Numbers.whole(tally.duplicated()) + ", reordered " + Numbers.whole(tally.reordered())
                        + ", leaked " + Numbers.whole(tally.leaked()),
                "one-way latency p50 " + micros(50) + ", p99 " + micros(99) + ", p99.9 " + micros(99.9),
                "relay: " + costs() + ", " + Numbers.whole(forwardsPerCpuSecond()) + " forwards per CPU second, "
                        + Numbers.whole(residentJoined) + " MiB (" + Numbers.whole(residentBefore) + " before), "
                        + Numbers.decimal(joinMillisEach) + " ms per join");
    }

    private String costs() {
        return Numbers.decimal(microsPerForward(), 2) + " µs CPU per forward";
    }

    private String micros(double percentile) {
        return Numbers.whole(latencyMicros(percentile)) + " µs";
    }

    private String lost() {
        return "lost " + Numbers.decimal(lostShare() * 100, LOSS_PLACES) + " %";
    }
}
