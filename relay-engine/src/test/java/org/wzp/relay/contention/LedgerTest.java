package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Histogram and compare-and-set sites. */
class LedgerTest {

    @Test
    void anEmptyHistogramHasNoQuantiles() {
        DurationHistogram histogram = new DurationHistogram();
        assertThat(histogram.count()).isZero();
        assertThat(histogram.quantile(0.99)).isZero();
    }

    @Test
    void aQuantileIsRightToThreeDigits() {
        DurationHistogram histogram = new DurationHistogram();
        for (int i = 0; i < 98; i++) {
            histogram.record(999);
        }
        histogram.record(1_500_000);
        histogram.record(2_097_152_000);
        assertThat(histogram.count()).isEqualTo(100);
        assertThat(histogram.quantile(0.5)).as("below 1 µs, in steps of 64 ns").isBetween(999L, 1_063L);
        assertThat(histogram.quantile(0.99)).as("1.5 ms").isBetween(1_500_000L, 1_501_500L);
        assertThat(histogram.quantile(1)).as("2.1 s").isBetween(2_097_152_000L, 2_099_250_000L);
        assertThat(histogram.longest()).isBetween(2_097_152_000L, 2_099_250_000L);

        histogram.reset();
        assertThat(histogram.count()).isZero();
        assertThat(histogram.quantile(0.5)).isZero();
    }

    /** The relay records on its loops, and must not make anything there. */
    @Test
    void aRecordMakesNothingButTheFirst() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // what the JVM makes for itself while it compiles comes in one round or another, what a record makes in each
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                histogram.record(i * 977L);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(1_000);
    }

    @Test
    void aClockThatWentBackwardsIsNoDisaster() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(2);
    }

    @Test
    void aSiteCountsAttemptsRetriesAndTheWorstOperation() {
        LockLedger ledger = LockLedger.system();
        CasSite site = ledger.site("room membership");
        site.done(0);
        site.done(3);
        site.done(1);
        assertThat(ledger.site("room membership")).isSameAs(site);
        assertThat(ledger.sites()).containsExactly(new CasSite.Statistics("room membership", 7, 4, 3));
    }

    @Test
    void aChangeOfAMapThatTookLongCountsAsOneThatWaited() {
        AtomicLong nanos = new AtomicLong(7);
        LockLedger ledger = new LockLedger(nanos::get);
        MapSite map = ledger.map("map of rooms");
        for (long took : new long[] {900, 50_000, 3_000_000}) {
            long began = map.begin();
            nanos.addAndGet(took);
            map.done(began);
        }
        assertThat(ledger.map("map of rooms")).isSameAs(map);
        assertThat(ledger.maps()).singleElement().satisfies(seen -> {
            assertThat(seen.calls()).isEqualTo(3);
            assertThat(seen.slow()).isEqualTo(1);
            assertThat(seen.slowP50Nanos()).isBetween(3_000_000L, 3_003_000L);
            assertThat(seen.slowP99Nanos()).isEqualTo(seen.slowP50Nanos());
            assertThat(seen.longestNanos()).isEqualTo(3_000_000);
        });
    }

    /** What waits when a run ends is taken out by nobody: in the next one it must not take up places. */
    @Test
    void queuesOfARunEndWithItAndLastingOnesStay() {
        LockLedger ledger = LockLedger.system();
        QueueGauge lasting = ledger.lastingQueue("events", 2);
        assertThat(lasting.offer()).isTrue();
        assertThat(ledger.queue("packets", 1).offer()).isTrue();
        assertThat(ledger.queue("packets", 1).offer()).isFalse();
        ledger.newRun();
        assertThat(ledger.queue("packets", 1).offer()).isTrue();
        assertThat(ledger.lastingQueue("events", 2)).isSameAs(lasting);
        assertThat(ledger.queues())
                .extracting(QueueGauge.Statistics::queue, QueueGauge.Statistics::depth)
                .containsExactly(tuple("events", 1), tuple("packets", 1));
    }

    @Test
    void aGaugeKnowsItsDepthItsHighWaterMarkAndItsDrops() {
        LockLedger ledger = LockLedger.system();
        QueueGauge gauge = ledger.queue("events", 2);
        assertThat(gauge.offer()).isTrue();
        assertThat(gauge.offer()).isTrue();
        assertThat(gauge.offer()).as("beyond the bound").isFalse();
        gauge.taken();
        assertThat(gauge.offer()).isTrue();
        gauge.taken();
        assertThat(ledger.queues()).containsExactly(new QueueGauge.Statistics("events", 1, 2, 2, 4, 1));
    }

    @Test
    void aGaugeNeverLetsMoreInThanItsBound() throws InterruptedException {
        QueueGauge gauge = LockLedger.system().queue("events", 3);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (gauge.offer()) {
                        gauge.taken();
                    }
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        QueueGauge.Statistics now = gauge.statistics();
        assertThat(now.depth()).isZero();
        assertThat(now.highWater()).isBetween(1, 3);
        assertThat(now.offered()).isEqualTo(80_000);
    }
}
