package org.wzp.relay.wire;

/** Makes text from the network fit for a log line, a table or a CSV cell. */
public final class PrintableText {
    private static final char ELLIPSIS = '…';
    /** More on one letter, which no language writes, would be drawn over the lines above and below. */
    private static final int MOST_MARKS = 4;

    private PrintableText() {}

    /**
     * Escapes what could disturb a terminal or a reader, and cuts.
     *
     * @param maxChars characters kept, at least 1; a longer text ends in an ellipsis
     */
    public static String of(String text, int maxChars) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxChars) + 8);
        int taken = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); taken++) {
            if (taken == maxChars) {
                return out.append(ELLIPSIS).toString();
            }
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            marks = isMark(codePoint) ? marks + 1 : 0;
            if (marks > MOST_MARKS || isInvisible(codePoint)) {
                escape(out, codePoint);
            } else {
                append(out, codePoint);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (Character.getType(codePoint)) {
            // controls, direction marks and other invisible characters, line separators, halves of pairs
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> escape(out, codePoint);
            default -> out.appendCodePoint(codePoint);
        }
    }

    private static void escape(StringBuilder out, int codePoint) {
        out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** What Unicode counts among letters, signs and marks although nobody sees it: two names could differ by it alone. */
    private static boolean isInvisible(int codePoint) {
        return switch (codePoint) {
            // combining grapheme joiner, Hangul and Khmer fillers, blank Braille
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
            // those that choose a variant, but for the two that pictures are made with
            default -> (codePoint >= 0xfe00 && codePoint <= 0xfe0d) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
        };
    }
}
