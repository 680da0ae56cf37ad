package org.wzp.console.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

/**
 * Logs, once, how long the program took from its start to a window that shows a running relay. {@code installers/measure-start}
 * waits for this line. Used on the JavaFX thread.
 */
final class StartTime implements Consumer<RelaySnapshot> {
    private static final Logger LOG = LoggerFactory.getLogger(StartTime.class);

    private final Instant started;
    private final Supplier<Instant> now;
    private boolean told;

    /**
     * @param started when the process began
     * @param now the time it is
     */
    StartTime(Instant started, Supplier<Instant> now) {
        this.started = started;
        this.now = now;
    }

    /** That of this process; the system knows its start to a hundredth of a second. */
    static StartTime ofThisProcess() {
        return new StartTime(ProcessHandle.current().info().startInstant().orElseGet(Instant::now), Instant::now);
    }

    @Override
    public void accept(RelaySnapshot snapshot) {
        if (!told && snapshot.state() == RelayState.RUNNING) {
            told = true;
            LOG.info(
                    "The window shows the relay running, {} ms after the program began.",
                    Duration.between(started, now.get()).toMillis());
        }
    }
}
