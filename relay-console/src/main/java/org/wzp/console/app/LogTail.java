package org.wzp.console.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.journal.LogLine;
import org.wzp.console.journal.Recent;
import org.wzp.relay.text.Cut;

/** Keeps this process's newest log lines for the journal. Any thread logs; no line waits for anybody. */
final class LogTail extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int MOST_LINES = 2_000;

    private final Recent<LogLine> lines = new Recent<>(MOST_LINES);

    /** From now on. */
    static LogTail begin() {
        LogTail tail = new LogTail();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        tail.setContext(context);
        tail.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(tail);
        return tail;
    }

    Recent<LogLine> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String text = event.getFormattedMessage()
                + (thrown == null ? "" : " (" + thrown.getClassName() + ": " + thrown.getMessage() + ")");
        lines.add(new LogLine(event.getInstant(), level(event), Cut.NAMED.of(text)));
    }

    private static LogLine.Level level(ILoggingEvent event) {
        return LogLine.Level.valueOf(event.getLevel().toString());
    }

    @Override
    public void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAppender(this);
        stop();
    }
}
