package org.wzp.console.rooms;

import org.wzp.console.text.Texts;
import org.wzp.relay.api.Quality;

/**
 * What one look at the way from one person to another found.
 *
 * @param words one or two sentences with the figures behind them
 */
record PathStep(PathCheck check, Finding finding, String words) {
    /** How it stands. */
    enum Finding {
        FINE("why.finding.fine"),
        /** It is heard, but they could be heard better. */
        FAIR("why.finding.fair"),
        /** It makes them heard badly, but they are heard. */
        POOR("why.finding.poor"),
        /** Nothing gets through here. */
        BROKEN("why.finding.broken"),
        /** This relay can't know it. */
        UNKNOWN("why.finding.unknown"),
        /** Something before it is broken. */
        NOT_REACHED("why.finding.not-reached");

        private final String textKey;

        Finding(String textKey) {
            this.textKey = textKey;
        }

        String text() {
            return Texts.of(textKey);
        }
    }

    static PathStep fine(PathCheck check, String words) {
        return new PathStep(check, Finding.FINE, words);
    }

    /** A figure that the engine's scale has a word for, so that it is called here as everywhere. */
    static PathStep graded(PathCheck check, Quality quality, String words) {
        return switch (quality) {
            case POOR -> poor(check, words);
            case FAIR -> new PathStep(check, Finding.FAIR, words);
            case GOOD -> fine(check, words);
            case UNMEASURED -> unknown(check, words);
        };
    }

    static PathStep poor(PathCheck check, String words) {
        return new PathStep(check, Finding.POOR, words);
    }

    static PathStep broken(PathCheck check, String words) {
        return new PathStep(check, Finding.BROKEN, words);
    }

    static PathStep unknown(PathCheck check, String words) {
        return new PathStep(check, Finding.UNKNOWN, words);
    }

    static PathStep notReached(PathCheck check) {
        return new PathStep(check, Finding.NOT_REACHED, "");
    }
}
