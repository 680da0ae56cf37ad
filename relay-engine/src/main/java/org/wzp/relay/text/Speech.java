package org.wzp.relay.text;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A language: its sentences ({@code org/wzp/relay/text/sentences.properties}), figures, moments and durations. Log, audit log and
 * command line are in English; a window may speak another one. Immutable; any thread.
 */
public final class Speech {
    public static final Speech ENGLISH = new Speech(Locale.ENGLISH);

    private static final Speech GERMAN = new Speech(Locale.GERMAN);

    private static final String UNKNOWN = "–";
    private static final double KILO = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Locale locale;
    private final ResourceBundle sentences;
    private final DateTimeFormatter minute;
    private final DateTimeFormatter exact;
    private final DateTimeFormatter day;
    private final DateTimeFormatter typedDay;

    private Speech(Locale locale) {
        this.locale = locale;
        sentences = bundle(locale);
        minute = format("moment.minute");
        exact = format("moment.exact");
        day = format("moment.day");
        typedDay = format("moment.typed-day");
    }

    /** English for a language that there are no sentences in. */
    public static Speech of(Locale locale) {
        return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? GERMAN : ENGLISH;
    }

    /** The sentences of one language. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "org.wzp.relay.text.sentences",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language itself, for formats of a window's own texts. */
    public Locale locale() {
        return locale;
    }

    private DateTimeFormatter format(String key) {
        return DateTimeFormatter.ofPattern(sentences.getString(key), locale);
    }

    /**
     * A sentence, or a part of one.
     *
     * @param values fill its {@code {0}}, {@code {1}}; numbers choose between singular and plural
     * @throws java.util.MissingResourceException if there is no such sentence
     */
    String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
    }

    /** Those that are not empty, one after another. */
    static String joined(String... sentences) {
        return Stream.of(sentences).filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
    }

    // ---- figures; each unit stands where it is shown, in a sentence or above a column ------------------------------

    /** {@code 1,234}. */
    public String whole(long value) {
        return String.format(locale, "%,d", value);
    }

    /** {@code 1,234}; a dash for what is not known. */
    public String whole(double value) {
        return Double.isNaN(value) ? UNKNOWN : whole(Math.round(value));
    }

    /** One decimal below 100, none above; a dash for what is not known. */
    public String decimal(double value) {
        return Math.abs(value) < 99.95 ? decimal(value, 1) : whole(value);
    }

    /** {@code 1,234.50} with two places; a dash for what is not known. */
    public String decimal(double value, int places) {
        return Double.isNaN(value) ? UNKNOWN : String.format(locale, "%,." + places + "f", value);
    }

    /** A share from 0 to 1 in percent. */
    public String percent(double share) {
        return decimal(share * 100);
    }

    /** Bits per second in kbit/s. */
    public String kilobits(double bitsPerSecond) {
        return decimal(bitsPerSecond / KILO);
    }

    /** Nanoseconds in milliseconds. */
    public String millis(long nanos) {
        return decimal(nanos / NANOS_PER_MILLI);
    }

    // ---- moments ---------------------------------------------------------------------------------------------------

    /** {@code 26 Nov 2026, 14:05}. */
    public String moment(Instant moment, ZoneId zone) {
        return minute.format(moment.atZone(zone));
    }

    /** {@code 26 Nov 2026, 14:05:07}. */
    public String exact(Instant moment, ZoneId zone) {
        return exact.format(moment.atZone(zone));
    }

    /** {@code 26 Nov 2026}. */
    public String day(LocalDate date) {
        return day.format(date);
    }

    /** Of what {@link #day} writes; empty when the text is no day. */
    public Optional<LocalDate> readDay(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed.strip(), typedDay));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    // ---- durations and lists ---------------------------------------------------------------------------------------

    /**
     * Such as {@code 5 minutes} or {@code 1 hour 30 minutes}: the two largest units that matter, rounded to seconds, at least
     * one.
     */
    public String duration(Duration duration) {
        return Durations.inWords(duration, this);
    }

    /** {@code Anna, Ben and Cleo}, {@code Anna, Ben, Cleo and 7 more}. */
    public String list(List<String> names, int most) {
        if (names.size() > most) {
            return say("list.more", String.join(", ", names.subList(0, most)), names.size() - most);
        }
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : say("list.last", String.join(", ", names.subList(0, last)), names.get(last));
    }
}
