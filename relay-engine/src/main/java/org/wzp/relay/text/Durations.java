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
        return inWords(duration, Speech.ENGLISH);
    }

    static String inWords(Duration duration, Speech speech) {
        // also of the longest there is
        long rounded = duration.toMillisPart() >= HALF_SECOND_MILLIS ? 1 : 0;
        long seconds = Math.max(1, duration.toSeconds() + rounded);
        long minutes = seconds / SECONDS_PER_MINUTE;
        long hours = minutes / MINUTES_PER_HOUR;
        long days = hours / HOURS_PER_DAY;
        if (days > 0) {
            return spelled(speech, days, "duration.day", hours % HOURS_PER_DAY, "duration.hour");
        }
        if (hours > 0) {
            return spelled(speech, hours, "duration.hour", minutes % MINUTES_PER_HOUR, "duration.minute");
        }
        return spelled(speech, minutes, "duration.minute", seconds % SECONDS_PER_MINUTE, "duration.second");
    }

    /**
     * For tables in every language, the two largest units: {@code 3 min 12 s}, {@code 2 h 5 min}, {@code 4 d 1 h}; below zero counts
     * as zero.
     */
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

    private static String spelled(Speech speech, long large, String largeUnit, long small, String smallUnit) {
        return Speech.joined(
                large == 0 ? "" : speech.say(largeUnit, large), small == 0 ? "" : speech.say(smallUnit, small));
    }
}
