package org.wzp.console.common;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.wzp.relay.wire.PrintableText;

/** Numbers, durations, addresses and names as people read them. Pure functions. */
public final class Figures {
    private static final String UNKNOWN = "–";
    private static final char LEFT_TO_RIGHT = '\u200e';
    private static final int ALIAS_CHARS = 40;
    private static final int SHORT_FINGERPRINT_CHARS = 9;
    private static final double KILO = 1_000;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private Figures() {}

    /** {@code 1,234}. */
    public static String whole(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ENGLISH, "%,d", Math.round(value));
    }

    /** One decimal below 100, none above; a dash for what is not known. */
    public static String decimal(double value) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        return Math.abs(value) < 99.95 ? String.format(Locale.ENGLISH, "%.1f", value) : whole(value);
    }

    /** Bits per second as kbit/s, without the unit: it stands in the column's header. */
    public static String kilobits(double bitsPerSecond) {
        return decimal(bitsPerSecond / KILO);
    }

    /** A share from 0 to 1 as a percentage without the sign. */
    public static String percent(double share) {
        return decimal(share * 100);
    }

    /** Bytes with their unit, such as {@code 1.5 MB}. */
    public static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= KILO && unit < units.length - 1) {
            value /= KILO;
            unit++;
        }
        return (unit == 0 ? whole(value) : decimal(value)) + " " + units[unit];
    }

    /** The two largest parts: {@code 3 min 12 s}, {@code 2 h 5 min}, {@code 4 d 1 h}; below zero counts as zero. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (days > 0) {
            return days + " d " + hours % 24 + " h";
        }
        if (hours > 0) {
            return hours + " h " + minutes % 60 + " min";
        }
        return minutes > 0 ? minutes + " min " + seconds % 60 + " s" : seconds + " s";
    }

    /** The two largest parts in words: {@code 5 minutes}, {@code 1 hour 30 minutes}; below a second {@code 0 seconds}. */
    public static String inWords(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long[] parts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        String[] units = {"unit.days", "unit.hours", "unit.minutes", "unit.seconds"};
        int first = 0;
        while (first < parts.length - 1 && parts[first] == 0) {
            first++;
        }
        String words = Texts.of(units[first], parts[first]);
        boolean more = first + 1 < parts.length && parts[first + 1] > 0;
        return more ? words + " " + Texts.of(units[first + 1], parts[first + 1]) : words;
    }

    /** {@code 26 Nov 2026, 14:05}. */
    public static String moment(Instant moment, ZoneId zone) {
        return MOMENT.format(moment.atZone(zone));
    }

    /** {@code 192.168.1.20:4433} or {@code [fe80::1]:4433}, without a name look-up. */
    public static String address(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + address.getPort();
    }

    /** A name somebody on the network gave, made harmless and short; the start of the fingerprint when there is none. */
    public static String person(String alias, String fingerprint) {
        return alias.isBlank() ? shortFingerprint(fingerprint) : network(alias);
    }

    /**
     * The same with the start of the fingerprint behind the name: for whatever happens to a person, because two may have one
     * name.
     */
    public static String personWithKey(String alias, String fingerprint) {
        return alias.isBlank()
                ? shortFingerprint(fingerprint)
                : network(alias) + " (" + shortFingerprint(fingerprint) + ")";
    }

    /**
     * A sentence that runs from left to right also where it begins with a name in Hebrew or Arabic letters; without the mark such a
     * name turns the order of all that follows.
     */
    public static String sentence(String text) {
        boolean turns = text.codePoints()
                .map(Character::getDirectionality)
                .anyMatch(way -> way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        return turns ? LEFT_TO_RIGHT + text : text;
    }

    /** Text from the network, escaped and cut. */
    public static String network(String text) {
        return PrintableText.of(text, ALIAS_CHARS);
    }

    /** The first two groups of a fingerprint. */
    public static String shortFingerprint(String fingerprint) {
        return fingerprint.length() <= SHORT_FINGERPRINT_CHARS
                ? fingerprint
                : fingerprint.substring(0, SHORT_FINGERPRINT_CHARS);
    }

    /** {@code Anna, Ben and Cleo}, {@code Anna, Ben, Cleo and 7 more}. */
    public static String some(List<String> all, int most) {
        if (all.size() > most) {
            return String.join(", ", all.subList(0, most)) + " " + Texts.of("and-more", all.size() - most);
        }
        int last = all.size() - 1;
        return last <= 0
                ? String.join("", all)
                : Texts.of("and", String.join(", ", all.subList(0, last)), all.get(last));
    }

    /** One a line; beyond {@code most} the first of them and how many more there are. */
    public static String lines(List<String> all, int most) {
        // A line that says "and 1 more" takes the place of the one that it leaves out.
        if (all.size() <= most + 1) {
            return String.join("\n", all);
        }
        return String.join("\n", all.subList(0, most)) + "\n" + Texts.of("and-more", all.size() - most);
    }
}
