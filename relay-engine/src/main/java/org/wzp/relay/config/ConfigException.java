package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration can't be used. The message names the file, the line and column where there is one, and what to do. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean onCommandLine;
    private final transient @Nullable Path file;

    /** What is wrong is in no file. */
    public ConfigException(String message) {
        this(null, message, null, false);
    }

    /** @param file in which it is wrong */
    public ConfigException(Path file, String message) {
        this(file, message, null, false);
    }

    /** The same with what was thrown before. */
    public ConfigException(Path file, String message, Throwable cause) {
        this(file, message, cause, false);
    }

    private ConfigException(@Nullable Path file, String message, @Nullable Throwable cause, boolean onCommandLine) {
        super(message, cause);
        this.file = file;
        this.onCommandLine = onCommandLine;
    }

    /** @param flag such as {@code --listen} */
    static ConfigException onCommandLine(String flag, String what) {
        return new ConfigException(null, flag + " " + what, null, true);
    }

    /** Whether a flag is wrong, not the file. */
    public boolean isOnCommandLine() {
        return onCommandLine;
    }

    /** The file that has to be mended; empty when it is none. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
