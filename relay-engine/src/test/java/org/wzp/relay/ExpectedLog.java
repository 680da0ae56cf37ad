package org.wzp.relay;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Takes what a package logs out of the output of the tests until it is closed, so that a test that provokes a warning can
 * look for it, and a reader of the output meets unexpected ones only.
 *
 * <p>Any thread logs; the test reads.
 */
public final class ExpectedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ExpectedLog(Logger logger) {
        this.logger = logger;
        levelBefore = logger.getLevel();
        setContext(logger.getLoggerContext());
        start();
        logger.setAdditive(false);
        logger.addAppender(this);
    }

    /** @param where a class of the package */
    public static ExpectedLog of(Class<?> where) {
        return new ExpectedLog((Logger) LoggerFactory.getLogger(where.getPackageName()));
    }

    /** Of every package of the relay. */
    public static ExpectedLog everywhere() {
        return of(ExpectedLog.class);
    }

    /** The same, and from this level on. */
    public ExpectedLog at(Level level) {
        logger.setLevel(level);
        return this;
    }

    /** {@code LEVEL message}, in the order they came. */
    public List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(levelBefore);
    }
}
