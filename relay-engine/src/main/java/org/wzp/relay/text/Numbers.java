package org.wzp.relay.text;

/** Numbers in English, for log, audit log and command line; {@link Speech} has those of other languages. */
public final class Numbers {
    private Numbers() {}

    /** {@code 1,234}. */
    public static String whole(long value) {
        return Speech.ENGLISH.whole(value);
    }

    /** {@code 1,234}; a dash for what is not known. */
    public static String whole(double value) {
        return Speech.ENGLISH.whole(value);
    }

    /** One decimal below 100, none above; a dash for what is not known. */
    public static String decimal(double value) {
        return Speech.ENGLISH.decimal(value);
    }

    /** {@code 1,234.50} with two places; a dash for what is not known. */
    public static String decimal(double value, int places) {
        return Speech.ENGLISH.decimal(value, places);
    }

    /** Nanoseconds in milliseconds. */
    public static String millis(long nanos) {
        return Speech.ENGLISH.millis(nanos);
    }
}
