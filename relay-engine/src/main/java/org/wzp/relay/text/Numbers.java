package org.wzp.relay.text;

import java.util.Locale;

/** Numbers as people read them. Each unit stands where it is shown, in a sentence or above a column. */
public final class Numbers {
    private static final String UNKNOWN = "–";
    private static final double KILO = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private Numbers() {}

    /** {@code 1,234}. */
    public static String whole(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    /** {@code 1,234}; a dash for what is not known. */
    public static String whole(double value) {
        return Double.isNaN(value) ? UNKNOWN : whole(Math.round(value));
    }

    /** One decimal below 100, none above; a dash for what is not known. */
    public static String decimal(double value) {
        return Math.abs(value) < 99.95 ? decimal(value, 1) : whole(value);
    }

    /** {@code 1,234.50} with two places; a dash for what is not known. */
    public static String decimal(double value, int places) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ENGLISH, "%,." + places + "f", value);
    }

    /** A share from 0 to 1 in percent. */
    public static String percent(double share) {
        return decimal(share * 100);
    }

    /** Bits per second in kbit/s. */
    public static String kilobits(double bitsPerSecond) {
        return decimal(bitsPerSecond / KILO);
    }

    /** Nanoseconds in milliseconds. */
    public static String millis(long nanos) {
        return decimal(nanos / NANOS_PER_MILLI);
    }
}
