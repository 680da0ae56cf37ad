package org.wzp.relay.text;

import java.time.Duration;

/** Durations as people read them, in log, audit log and window alike. */
public final class Durations {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final int HALF_SECOND_MILLIS = 500;

    private Durations() {}

    /**
     * Such as {@code 5 minutes} or {@code 1 hour 30 minutes}: the two largest units that matter, rounded to seconds, at least
     * one.
     */
    public static String inWords(Duration duration) {
        // also of the longest there is
        long rounded = duration.toMillisPart() >= HALF_SECOND_MILLIS ? 1 : 0;
        long seconds = Math.max(1, duration.toSeconds() + rounded);
        long minutes = seconds / SECONDS_PER_MINUTE;
        long hours = minutes / MINUTES_PER_HOUR;
        long days = hours / HOURS_PER_DAY;
        if (days > 0) {
            return spelled(days, "day", hours % HOURS_PER_DAY, "hour");
        }
        if (hours > 0) {
            return spelled(hours, "hour", minutes % MINUTES_PER_HOUR, "minute");
        }
        return spelled(minutes, "minute", seconds % SECONDS_PER_MINUTE, "second");
    }

    /** For tables, the two largest units: {@code 3 min 12 s}, {@code 2 h 5 min}, {@code 4 d 1 h}; below zero counts as zero. */
    public static String brief(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / SECONDS_PER_MINUTE;
        long hours = minutes / MINUTES_PER_HOUR;
        long days = hours / HOURS_PER_DAY;
        if (days > 0) {
            return days + " d " + hours % HOURS_PER_DAY + " h";
        }
        if (hours > 0) {
            return hours + " h " + minutes % MINUTES_PER_HOUR + " min";
        }
        return minutes > 0 ? minutes + " min " + seconds % SECONDS_PER_MINUTE + " s" : seconds + " s";
    }

    private static String spelled(long large, String largeUnit, long small, String smallUnit) {
        String first = large == 0 ? "" : large + " " + largeUnit + (large == 1 ? "" : "s");
        String second = small == 0 ? "" : small + " " + smallUnit + (small == 1 ? "" : "s");
        return (first + " " + second).strip();
    }
}
