package org.wzp.console.contention;

import java.util.stream.Stream;
import org.wzp.console.text.Texts;

/**
 * How often and how long threads waited for things of one class.
 *
 * @param what the class, or the name of a named lock
 * @param nanos together, ns
 * @param longestNanos the longest of them, ns
 */
record Waits(Kind kind, String what, long times, long nanos, long longestNanos) {
    enum Kind {
        /** Blocked at the entry of a {@code synchronized} block. */
        MONITOR("deep.kind.monitor"),
        /** Parked, mostly for work to come. */
        PARK("deep.kind.park"),
        /** Held up at one of the relay's named locks. */
        NAMED_LOCK("deep.kind.lock");

        private final String textKey;

        Kind(String textKey) {
            this.textKey = textKey;
        }

        String text() {
            return Texts.of(textKey);
        }
    }

    String key() {
        return kind + " " + what;
    }

    Stream<String> texts() {
        return Stream.of(kind.text(), what);
    }

    Waits and(long moreNanos) {
        return new Waits(kind, what, times + 1, nanos + moreNanos, Math.max(longestNanos, moreNanos));
    }
}
