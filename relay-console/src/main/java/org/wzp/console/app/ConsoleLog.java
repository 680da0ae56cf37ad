package org.wzp.console.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.overview.LogFile;
import org.wzp.relay.cli.LogSetup;
import org.wzp.relay.cli.Logging;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.storage.OwnerOnly;

/**
 * Where the log lines of this process go: to the terminal, as the daemon's do, and to a file in the relay's home, because a
 * window is often opened without a terminal. Two files of at most 5 MB; a {@link LogQueue} keeps the disk away from the threads
 * that log, drops what it can't take, and counts it.
 *
 * <p>{@link #follow} and {@link #close} take turns, {@link #file} is for any thread.
 */
public final class ConsoleLog implements AutoCloseable {
    static final String FILE = "console.log";

    private static final FileSize MOST = FileSize.valueOf("5MB");
    private static final int QUEUED_LINES = 1_024;

    private @Nullable LogQueue queue;
    private Optional<String> said = Optional.empty();
    private volatile Supplier<Optional<LogFile>> file = Optional::empty;

    /**
     * Takes the level of {@code loaded} at once and, the first time, opens the file in its home. Returns {@code loaded}, of
     * which the log then says what differs from the defaults.
     */
    public synchronized LoadedConfig follow(LoadedConfig loaded) {
        Logging.level(loaded.relay().logLevel());
        if (queue == null) {
            open(loaded.relay().home().resolve(FILE).toAbsolutePath());
        }
        Optional<String> differences = loaded.differences();
        // the files are also read to be shown
        if (!said.equals(differences)) {
            said = differences;
            differences.ifPresent(LoggerFactory.getLogger(ConsoleLog.class)::info);
        }
        return loaded;
    }

    /** The file; empty while lines go to the terminal only. */
    public Optional<LogFile> file() {
        return file.get();
    }

    private void open(Path path) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> rolling = rolling(context, path);
        if (!rolling.isStarted()) {
            LoggerFactory.getLogger(ConsoleLog.class)
                    .warn("{} can't be written, so the log is on the terminal only.", path);
            return;
        }
        LogQueue opened = new LogQueue(QUEUED_LINES, rolling, context.getLogger(ConsoleLog.class));
        opened.setContext(context);
        opened.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(opened);
        queue = opened;
        file = () -> Optional.of(new LogFile(path, opened.missing()));
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path path) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LogSetup.PATTERN);
        encoder.start();
        RollingFileAppender<ILoggingEvent> file = new OwnersFile();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder);
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(file);
        older.setFileNamePattern(path + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(1);
        older.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(MOST);
        size.start();
        file.setRollingPolicy(older);
        file.setTriggeringPolicy(size);
        file.start();
        return file;
    }

    /** Writes what waits and lets go of the file. */
    @Override
    public synchronized void close() {
        LogQueue opened = queue;
        if (opened != null) {
            ((LoggerContext) LoggerFactory.getILoggerFactory())
                    .getLogger(Logger.ROOT_LOGGER_NAME)
                    .detachAppender(opened);
            opened.stop();
            queue = null;
        }
    }

    /** The log names people and addresses, so it is for its owner only, also after each roll-over. */
    private static final class OwnersFile extends RollingFileAppender<ILoggingEvent> {
        @Override
        public void openFile(String name) throws IOException {
            Path path = Path.of(name);
            OwnerOnly.createFolders(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            OwnerOnly.create(path);
            super.openFile(name);
        }
    }
}
