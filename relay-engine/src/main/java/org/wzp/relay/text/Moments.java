package org.wzp.relay.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * Times of day as people read and type them, the same in every language; {@link Speech} has days. Files have them as ISO 8601
 * says, in UTC.
 */
public final class Moments {
    private static final DateTimeFormatter MINUTE_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter TYPED_TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TODAY_UTC = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter LATER_UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH);

    private Moments() {}

    /** {@code 14:05}, as {@link #readTime} reads it. */
    public static String minute(Instant moment, ZoneId zone) {
        return MINUTE_OF_DAY.format(moment.atZone(zone));
    }

    /** {@code 14:05:07}. */
    public static String second(Instant moment, ZoneId zone) {
        return SECOND_OF_DAY.format(moment.atZone(zone));
    }

    /** Of {@code 14:05} or {@code 9:30}; empty when the text is no time of day. */
    public static Optional<LocalTime> readTime(String typed) {
        try {
            return Optional.of(LocalTime.parse(typed.strip(), TYPED_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** For people who may be anywhere: {@code 14:05 UTC} today, else {@code 2026-11-26 14:05 UTC}. */
    public static String utc(Instant moment, Instant now) {
        boolean today = utcDay(moment).equals(utcDay(now));
        return (today ? TODAY_UTC : LATER_UTC).format(moment.atOffset(ZoneOffset.UTC));
    }

    private static LocalDate utcDay(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
