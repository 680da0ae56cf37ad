package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aQuantileIsTheUpperEdgeOfItsBucket() {
        DurationHistogram histogram = new DurationHistogram();
        for (int i = 0; i < 98; i++) {
            histogram.record(999);
        }
        histogram.record(1_500_000);
        histogram.record(2_000_000_000);
        assertThat(histogram.count()).isEqualTo(100);
        assertThat(histogram.quantile(0.5)).as("below 1 µs").isEqualTo(1_000);
        assertThat(histogram.quantile(0.99)).as("1.5 ms").isEqualTo(2_048_000);
        assertThat(histogram.quantile(1)).as("above 1 s").isGreaterThanOrEqualTo(2_000_000_000);
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
        assertThat(ledger.maps())
                .containsExactly(new MapSite.Statistics("map of rooms", 3, 1, 4_096_000, 4_096_000, 3_000_000));
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
