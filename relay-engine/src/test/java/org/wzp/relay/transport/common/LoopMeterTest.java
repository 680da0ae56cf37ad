package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.ContentionStatus.LastSecond;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.SlowSite;

class LoopMeterTest {
    private static final long MILLI = 1_000_000L;

    private final LockLedger ledger = LockLedger.system();
    private final LoopMeter meter = new LoopMeter(ledger);

    @Test
    void latenessIsKeptAsQuantilesAndMaximum() {
        for (int i = 0; i < 99; i++) {
            meter.ticked(0, 90_000);
        }
        meter.ticked(0, 3 * MILLI);
        LoopRow row = meter.row("loop", 7, 3);
        assertThat(row.lagP50Micros()).as("three digits").isBetween(90.0, 90.09);
        assertThat(row.lagP99Micros()).isBetween(90.0, 90.09);
        assertThat(row.lagMaxMicros()).isBetween(3_000.0, 3_003.0);
        assertThat(row.pending()).isEqualTo(7);
    }

    @Test
    void oneReadBatchInSixtyFourIsTimedAndEmptyOnesDoNotCount() {
        long read = System.nanoTime() - 50 * MILLI;
        for (int i = 1; i < LoopMeter.SAMPLED_BATCHES; i++) {
            meter.handedOver(3, read);
            meter.handedOver(0, read);
        }
        assertThat(meter.row("loop", 0, 0).transitMaxMicros()).isZero();

        meter.handedOver(1, read);

        LoopRow row = meter.row("loop", 0, 0);
        assertThat(row.transitMaxMicros())
                .isBetween(50_000.0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - read) * 1.001 + 1);
        assertThat(row.transitP50Micros()).isEqualTo(row.transitMaxMicros());
    }

    @Test
    void eachSecondHasFiguresOfItsOwn() {
        assertThat(meter.row("loop", 0, 0).lastSecond()).isEqualTo(LastSecond.NONE);
        meter.ticked(0, 3 * MILLI);
        meter.second(1_000 * MILLI);
        assertThat(meter.row("loop", 0, 0).lastSecond().lagMaxMicros().orElseThrow())
                .isBetween(3_000.0, 3_003.0);
        meter.ticked(0, MILLI);
        meter.second(2_000 * MILLI);
        LastSecond last = meter.row("loop", 0, 0).lastSecond();
        assertThat(last.lagMaxMicros().orElseThrow()).isBetween(1_000.0, 1_001.0);
        assertThat(last.transitP50Micros()).as("nothing came").isEmpty();
    }

    @Test
    void theStartIsLeftOutOfTheLag() {
        meter.ticked(0, 700 * MILLI);
        for (int second = 1; second <= 5; second++) {
            meter.second(second * 1_000 * MILLI);
        }
        meter.ticked(0, 2 * MILLI);
        assertThat(meter.row("loop", 0, 0).lagMaxMicros()).isBetween(2_000.0, 2_002.0);
    }

    @Test
    void aTurnOfMoreThanTenMillisecondsIsASlowOne() {
        meter.worked(5, 5 + 10 * MILLI);
        meter.worked(5, 5 + 11 * MILLI);
        assertThat(ledger.slowSites())
                .containsExactly(new SlowSite.Statistics("the event loop's turns", 1, 11 * MILLI));
    }

    @Test
    void busyIsWhatWasNotWaited() {
        meter.second(1_000 * MILLI);
        meter.waited(0, 750 * MILLI);
        meter.second(2_000 * MILLI);
        assertThat(meter.row("loop", 0, 0).busyShare()).isCloseTo(0.25, within(1e-9));
    }
}
