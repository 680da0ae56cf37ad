package org.wzp.relay.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Tier;
import org.wzp.relay.wire.QualityReport;

/** The probing rule of relay behaviour 8.4, which the vectors leave out. The clock is a number here. */
class TierControllerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final QualityReport GOOD = QualityReport.ofMeasured(0, 80, 5);
    private static final QualityReport STUDIO_32K = QualityReport.ofMeasured(0, 50, 5);
    private static final QualityReport DEGRADED = QualityReport.ofMeasured(0, 100, 5);

    private final TierController controller = new TierController();
    private long now = 1000 * SECOND;

    @Test
    void halfAMinuteThatIsNotWorseAndAFiveSecondProbeRaiseTheTier() {
        second(GOOD, 31);
        assertThat(controller.tier()).isEqualTo(Tier.GOOD);
        second(STUDIO_32K, 4);
        assertThat(controller.tier()).as("four seconds into the probe").isEqualTo(Tier.GOOD);
        second(STUDIO_32K, 1);
        assertThat(controller.tier()).as("five seconds into the probe").isEqualTo(Tier.STUDIO_32K);
    }

    @Test
    void oneMissIsForgiven() {
        second(GOOD, 31);
        second(STUDIO_32K, 2);
        second(GOOD, 1);
        second(STUDIO_32K, 2);
        assertThat(controller.tier()).isEqualTo(Tier.STUDIO_32K);
    }

    @Test
    void theSecondMissEndsTheProbeAndTheNextOneWaitsNinetySeconds() {
        second(GOOD, 31);
        second(GOOD, 2);
        // sixty seconds of cool-down and thirty of stability, then the probe starts; the probed tier needs 5 s more
        second(GOOD, 89);
        second(STUDIO_32K, 5);
        assertThat(controller.tier()).as("the probe started only now").isEqualTo(Tier.GOOD);
        second(STUDIO_32K, 1);
        assertThat(controller.tier()).isEqualTo(Tier.STUDIO_32K);
    }

    @Test
    void aWorseReportClearsTheCoolDown() {
        second(GOOD, 33);
        second(DEGRADED, 1);
        second(GOOD, 31);
        second(STUDIO_32K, 5);
        assertThat(controller.tier()).as("31 s instead of 90 s").isEqualTo(Tier.STUDIO_32K);
    }

    @Test
    void aWorseReportRestartsTheHalfMinute() {
        second(GOOD, 25);
        second(DEGRADED, 1);
        second(GOOD, 25);
        second(STUDIO_32K, 6);
        assertThat(controller.tier()).isEqualTo(Tier.GOOD);
    }

    @Test
    void aChangeByTheCountersCancelsTheProbe() {
        second(GOOD, 31);
        second(DEGRADED, 1);
        assertThat(controller.tier()).as("first miss").isEqualTo(Tier.GOOD);
        second(DEGRADED, 2);
        assertThat(controller.tier()).as("three worse reports").isEqualTo(Tier.DEGRADED);
        second(DEGRADED, 29);
        second(GOOD, 2);
        assertThat(controller.tier())
                .as("the timer began with the first report after the drop")
                .isEqualTo(Tier.DEGRADED);
    }

    @Test
    void tenBetterReportsRiseWithoutAProbe() {
        second(STUDIO_32K, 9);
        assertThat(controller.tier()).isEqualTo(Tier.GOOD);
        second(STUDIO_32K, 1);
        assertThat(controller.tier()).isEqualTo(Tier.STUDIO_32K);
    }

    private void second(QualityReport report, int times) {
        for (int i = 0; i < times; i++) {
            now += SECOND;
            var _ = controller.report(report, now);
        }
    }
}
