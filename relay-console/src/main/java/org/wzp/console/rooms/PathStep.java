package org.wzp.console.rooms;

import org.wzp.console.text.Texts;

/**
 * What one look at the way from one person to another found.
 *
 * @param words one or two sentences with the figures behind them
 */
record PathStep(PathCheck check, Finding finding, String words) {
    /** How it stands. */
    enum Finding {
        FINE("why.finding.fine"),
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
