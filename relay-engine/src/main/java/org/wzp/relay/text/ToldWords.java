package org.wzp.relay.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.wzp.relay.api.Ban;

/** What somebody who is removed or kept out reads: where, until when, why. In UTC, since they may be anywhere. */
public final class ToldWords {
    private ToldWords() {}

    /** Removed, and free to rejoin; such as {@code removed from this room: be nice}. */
    public static String removed(String reason) {
        return "removed from this room" + because(reason);
    }

    /** The room was emptied; such as {@code room closed by the operator: good night}. */
    public static String emptied(String reason) {
        return "room closed by the operator" + because(reason);
    }

    /** Kept out, such as {@code removed from this room until 14:05 UTC: be nice}. */
    public static String of(Ban ban, Instant now) {
        String where = ban.room().isPresent() ? "removed from this room " : "banned from this relay ";
        return where + end(ban.until(), now) + because(ban.reason());
    }

    /** To the minute in which it is over, so that a join at that time succeeds. */
    private static String end(Optional<Instant> until, Instant now) {
        if (until.isEmpty()) {
            return "for good";
        }
        Instant minute = until.get().truncatedTo(ChronoUnit.MINUTES);
        Instant over = minute.equals(until.get()) ? minute : minute.plus(1, ChronoUnit.MINUTES);
        return "until " + Moments.utc(over, now);
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + Cut.TOLD_REASON.of(reason);
    }
}
