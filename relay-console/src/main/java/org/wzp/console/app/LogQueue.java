package org.wzp.console.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.wzp.relay.text.Numbers;

/**
 * Keeps the disk away from the threads that log: any of them puts its line into a bounded queue and goes on, one thread
 * writes. What the full queue can't take is dropped and counted, and once the disk has caught up, a line in the file says how
 * many are missing there. Logback's own {@code AsyncAppender} drops without a count, and from four fifths on everything that
 * is no warning.
 */
final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** How long the end of the program waits for the disk. */
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final BlockingQueue<ILoggingEvent> lines;
    private final Appender<ILoggingEvent> file;
    private final Logger own;
    private final LongAdder missing = new LongAdder();
    private final Thread writer =
            Thread.ofPlatform().daemon().name("console-log").unstarted(this::write);
    private volatile boolean ending;
    /** Of the missing ones, those that the file tells of. The writer's own. */
    private long told;

    /**
     * @param bound lines that wait, at most
     * @param file where they go; started, and stopped by this one
     * @param own who tells of missing lines
     */
    LogQueue(int bound, Appender<ILoggingEvent> file, Logger own) {
        this.lines = new ArrayBlockingQueue<>(bound);
        this.file = file;
        this.own = own;
    }

    /** Lines that were dropped so far. Any thread. */
    long missing() {
        return missing.sum();
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent line) {
        line.prepareForDeferredProcessing();
        if (!lines.offer(line)) {
            missing.increment();
        }
    }

    private void write() {
        try {
            while (!ending) {
                file.doAppend(lines.take());
                if (lines.isEmpty()) {
                    tellOfMissing();
                }
            }
        } catch (InterruptedException e) {
            // the end: what still waits is written below, then this thread is over
        }
        for (ILoggingEvent line = lines.poll(); line != null; line = lines.poll()) {
            file.doAppend(line);
        }
        tellOfMissing();
        file.stop();
    }

    private void tellOfMissing() {
        long now = missing.sum();
        if (now == told) {
            return;
        }
        long more = now - told;
        told = now;
        String message = Numbers.whole(more) + (more == 1 ? " line is" : " lines are")
                + " missing here: they came faster than the disk took them.";
        file.doAppend(new LoggingEvent(LogQueue.class.getName(), own, Level.WARN, message, null, null));
    }

    /** Waits until what is there is written, for {@link #LAST_LINES} at most. */
    @Override
    public void stop() {
        if (ending) {
            return;
        }
        ending = true;
        super.stop();
        writer.interrupt();
        try {
            var _ = writer.join(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
