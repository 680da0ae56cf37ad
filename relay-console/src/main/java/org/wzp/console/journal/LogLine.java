package org.wzp.console.journal;

import java.time.Instant;

/**
 * One line of the program's own log.
 *
 * @param text printable and of bounded length
 */
public record LogLine(Instant at, Level level, String text) {
    /** From the gravest on. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
