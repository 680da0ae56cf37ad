package org.wzp.relay.client.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

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
        LoadRun.Plan plan,
        long sent,
        long expected,
        LoadReceiver.Tally tally,
        Histogram latency,
        double relayCpuSeconds,
        double wallSeconds,
        double joinMillisEach,
        double residentBefore,
        double residentJoined) {

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
        return String.format(
                Locale.ROOT,
                "%.2f us CPU per forward, p50 %.0f us, p99 %.0f us, lost %.4f %%, leaked %d, %.0f MiB",
                microsPerForward(),
                latencyMicros(50),
                latencyMicros(99),
                lostShare() * 100,
                tally.leaked(),
                residentJoined);
    }

    /** For people: a few lines. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d x %d, %d talk at %d/s for %.1f s%n"
                        + "sent %d, expected %d, received %d, lost %.4f %%, duplicated %d, reordered %d, leaked %d%n"
                        + "one-way latency p50 %d us, p99 %d us, p99.9 %d us%n"
                        + "relay: %.2f us CPU per forward, %.0f forwards per CPU second, %.0f MiB (%.0f before), %.1f ms per join",
                plan.rooms(),
                plan.people(),
                plan.speakers(),
                plan.rate(),
                wallSeconds,
                sent,
                expected,
                tally.received(),
                lostShare() * 100,
                tally.duplicated(),
                tally.reordered(),
                tally.leaked(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                microsPerForward(),
                forwardsPerCpuSecond(),
                residentJoined,
                residentBefore,
                joinMillisEach);
    }
}
