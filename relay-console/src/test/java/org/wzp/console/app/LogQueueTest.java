package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogQueueTest {
    private static final int BOUND = 5;

    /** A disk that writes a line only when it is let. */
    private static final class Disk extends AppenderBase<ILoggingEvent> {
        private final Semaphore may = new Semaphore(0);
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            may.acquireUninterruptibly();
            written.add(line.getLevel() + " " + line.getFormattedMessage());
        }
    }

    private final Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("test");
    private final Disk disk = new Disk();
    private final LogQueue queue = new LogQueue(BOUND, disk, logger);

    @BeforeEach
    void begin() {
        disk.start();
        queue.start();
    }

    @AfterEach
    void end() {
        disk.may.release(100);
        queue.stop();
    }

    private void log(int from, int to) {
        for (int i = from; i <= to; i++) {
            queue.doAppend(new LoggingEvent("test", logger, Level.DEBUG, "line " + i, null, null));
        }
    }

    /** Until the writer has taken a line and stands at the disk with it. */
    private void awaitWriter() {
        await().until(disk.may::hasQueuedThreads);
    }

    @Test
    void whatAFullQueueCanNotTakeIsCountedAndTheFileSaysSoOnceTheDiskHasCaughtUp() {
        log(1, 1);
        awaitWriter();
        log(2, 9);
        assertThat(queue.missing()).isEqualTo(3);
        assertThat(disk.written).isEmpty();

        disk.may.release(7);
        await().untilAsserted(() -> assertThat(disk.written)
                .containsExactly(
                        "DEBUG line 1",
                        "DEBUG line 2",
                        "DEBUG line 3",
                        "DEBUG line 4",
                        "DEBUG line 5",
                        "DEBUG line 6",
                        "WARN 3 lines are missing here: they came faster than the disk took them."));

        disk.may.release();
        log(10, 10);
        await().untilAsserted(() -> assertThat(disk.written).hasSize(8).last().isEqualTo("DEBUG line 10"));
        assertThat(queue.missing()).isEqualTo(3);
    }

    @Test
    void whatWaitsAtTheEndIsWrittenAndWhatIsMissingIsSaid() {
        log(1, 1);
        awaitWriter();
        log(2, 7);
        disk.may.release(7);
        queue.stop();
        assertThat(disk.written)
                .hasSize(7)
                .startsWith("DEBUG line 1")
                .endsWith("DEBUG line 6", "WARN 1 line is missing here: they came faster than the disk took them.");
        assertThat(disk.isStarted()).isFalse();
    }
}
