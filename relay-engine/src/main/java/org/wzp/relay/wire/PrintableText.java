package org.wzp.relay.wire;

/** Makes text from the network fit for a log line, a table or a CSV cell. */
public final class PrintableText {
    private static final char ELLIPSIS = '…';

    private PrintableText() {}

    /**
     * Escapes what could disturb a terminal or a reader, and cuts.
     *
     * @param maxChars characters kept, at least 1; a longer text ends in an ellipsis
     */
    public static String of(String text, int maxChars) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxChars) + 8);
        int taken = 0;
        for (int i = 0; i < text.length(); taken++) {
            if (taken == maxChars) {
                return out.append(ELLIPSIS).toString();
            }
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            append(out, codePoint);
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
                    Character.UNASSIGNED ->
                out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            default -> out.appendCodePoint(codePoint);
        }
    }
}
