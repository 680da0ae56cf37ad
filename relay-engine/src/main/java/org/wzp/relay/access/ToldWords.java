package org.wzp.relay.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.wzp.relay.api.Ban;
import org.wzp.relay.wire.PrintableText;

/** What somebody who is removed or kept out reads: where, until when, why. In UTC, since they may be anywhere. */
public final class ToldWords {
    private static final int MAX_REASON_CHARS = 120;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm 'UTC'");
    private static final DateTimeFormatter LATER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'");

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
        boolean today = day(over).equals(day(now));
        return "until " + (today ? TODAY : LATER).format(over.atOffset(ZoneOffset.UTC));
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + PrintableText.of(reason, MAX_REASON_CHARS);
    }
}
