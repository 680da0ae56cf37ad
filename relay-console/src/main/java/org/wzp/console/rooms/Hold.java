package org.wzp.console.rooms;

import java.time.Duration;
import java.util.Optional;

/** For how long a kicked identity stays out of the room; the choices the operator has. */
public enum Hold {
    NONE("kick.hold.none", Optional.empty()),
    FIVE_MINUTES("kick.hold.five-minutes", Optional.of(Duration.ofMinutes(5))),
    HOUR("kick.hold.hour", Optional.of(Duration.ofHours(1))),
    DAY("kick.hold.day", Optional.of(Duration.ofDays(1))),
    /** A hundred years: longer than anybody waits, and short enough for any clock. */
    FOR_EVER("kick.hold.for-ever", Optional.of(Duration.ofDays(36_525)));

    private final String textKey;
    private final Optional<Duration> duration;

    Hold(String textKey, Optional<Duration> duration) {
        this.textKey = textKey;
        this.duration = duration;
    }

    public String textKey() {
        return textKey;
    }

    /** Empty means: may come back at once. */
    public Optional<Duration> duration() {
        return duration;
    }
}
