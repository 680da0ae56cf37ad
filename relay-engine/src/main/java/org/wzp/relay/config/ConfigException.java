package org.wzp.relay.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.text.StartWords;

/** The configuration can't be used. The message names the file, the line and column where there is one, and what to do. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FailureCause why;
    private final transient @Nullable Path file;

    /** What is wrong is in no file. */
    public ConfigException(FailureCause why) {
        this(why, null, null);
    }

    /** @param file in which it is wrong */
    public ConfigException(Path file, FailureCause why) {
        this(why, file, null);
    }

    /** The same with what was thrown before. */
    public ConfigException(Path file, FailureCause why, Throwable cause) {
        this(why, file, cause);
    }

    private ConfigException(FailureCause why, @Nullable Path file, @Nullable Throwable cause) {
        super(StartWords.english(why), cause);
        this.why = why;
        this.file = file;
    }

    /** Why the relay can't start with it. */
    public FailureCause why() {
        return why;
    }

    /** Whether a flag is wrong, not the file. */
    public boolean isOnCommandLine() {
        return why instanceof FailureCause.CommandLine;
    }

    /** The file that has to be mended; empty when it is none. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
