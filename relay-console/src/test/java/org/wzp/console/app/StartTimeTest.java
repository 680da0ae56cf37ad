package org.wzp.console.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.wzp.console.Snapshots;

class StartTimeTest {
    @Test
    void theFirstRunningRelayIsToldOnceWithTheTimeSinceTheProgramBegan() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(StartTime.class);
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try {
            StartTime time = new StartTime(Instant.EPOCH, () -> Instant.ofEpochMilli(1_234));
            time.accept(Snapshots.failed("no port"));
            assertThat(lines.list).isEmpty();
            time.accept(Snapshots.running(1, Snapshots.NOON));
            time.accept(Snapshots.running(1, Snapshots.NOON));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("The window shows the relay running, 1234 ms after the program began.");
    }
}
