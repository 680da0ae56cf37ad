package org.wzp.console.shell;

import java.util.Locale;

/** How well a text fits what somebody types in haste: its letters in their order, the better the closer together. Pure functions. */
final class Fuzzy {
    /** Does not fit. */
    static final int NONE = -1;

    private static final int AT_START = 8;
    private static final int OF_A_WORD = 6;
    private static final int IN_A_ROW = 4;
    private static final int LETTER = 1;

    private Fuzzy() {}

    /** Higher is better; {@link #NONE} if a letter is missing. Everything fits nothing typed. */
    static int score(String typed, String text) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        String all = text.toLowerCase(Locale.ROOT);
        int score = 0;
        int from = 0;
        boolean row = false;
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (Character.isWhitespace(letter)) {
                row = false;
                continue;
            }
            int next = row && from < all.length() && all.charAt(from) == letter ? from : best(all, letter, from);
            if (next < 0) {
                return NONE;
            }
            score += worth(all, next, row && next == from);
            from = next + 1;
            row = true;
        }
        // of two that fit alike, the shorter one says less that was not asked for
        return score * 100 - Math.min(text.length(), 99);
    }

    /** The next beginning of a word with that letter, else the next place of it. */
    private static int best(String all, char letter, int from) {
        for (int at = all.indexOf(letter, from); at >= 0; at = all.indexOf(letter, at + 1)) {
            if (startsWord(all, at)) {
                return at;
            }
        }
        return all.indexOf(letter, from);
    }

    private static boolean startsWord(String all, int at) {
        return at == 0 || !Character.isLetterOrDigit(all.charAt(at - 1));
    }

    private static int worth(String all, int at, boolean row) {
        if (at == 0) {
            return AT_START;
        }
        if (startsWord(all, at)) {
            return OF_A_WORD;
        }
        return row ? IN_A_ROW : LETTER;
    }
}
