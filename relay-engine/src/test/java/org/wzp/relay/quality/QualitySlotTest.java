package org.wzp.relay.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.wire.QualityReport;

@Timeout(600)
class QualitySlotTest {
    private static final int STORES = 2_000_000;

    @Test
    void anEmptySlotHasNoReports() {
        assertThat(QualitySlot.counter(new QualitySlot().load())).isZero();
    }

    @Test
    void theNewestReportAndItsNumberComeOutTogether() {
        QualitySlot slot = new QualitySlot();
        slot.store(0x01020304);
        slot.store(0xFFFEFDFC);
        long word = slot.load();
        assertThat(QualitySlot.counter(word)).isEqualTo(2);
        assertThat(QualitySlot.report(word)).isEqualTo(new QualityReport(255, 254, 253, 252));
    }

    /** Each report is made from its number, so a pair of two different stores would show. */
    @Test
    void noReaderEverSeesHalvesOfTwoReports() throws InterruptedException {
        QualitySlot slot = new QualitySlot();
        AtomicLong torn = new AtomicLong();
        AtomicLong backwards = new AtomicLong();
        AtomicLong seen = new AtomicLong();
        CountDownLatch ready = new CountDownLatch(1);
        Thread sweep = Thread.ofPlatform().start(() -> {
            int last = 0;
            ready.countDown();
            while (last < STORES) {
                long word = slot.load();
                int counter = QualitySlot.counter(word);
                if ((int) (word >>> Integer.SIZE) != reportOf(counter)) {
                    torn.incrementAndGet();
                }
                if (counter < last) {
                    backwards.incrementAndGet();
                }
                if (counter != last) {
                    seen.incrementAndGet();
                }
                last = counter;
            }
        });
        assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= STORES; i++) {
            slot.store(reportOf(i));
        }
        sweep.join();
        assertThat(torn.get()).as("torn pairs").isZero();
        assertThat(backwards.get()).as("older after newer").isZero();
        assertThat(seen.get()).as("distinct reports seen").isPositive();
    }

    private static int reportOf(int number) {
        return number * 0x9E3779B1;
    }
}
