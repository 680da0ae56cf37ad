package org.wzp.console.table;

/**
 * Keeps a cell from being run: a spreadsheet takes a text that begins with one of {@code = + - @} for a formula, and names come
 * from strangers. Such a text gets an apostrophe in front. So does one that has apostrophes before its formula, or it could not
 * be told, when it is read again, from one that got its own here.
 */
public final class Formulas {
    private static final String MARK = "'";

    private Formulas() {}

    /** The text as a cell may hold it. */
    public static String harmless(String text) {
        return isOneBehindMarks(text) ? MARK + text : text;
    }

    /** The text that a cell was made of by {@link #harmless}; any other cell as it is. */
    public static String original(String cell) {
        return cell.startsWith(MARK) && isOneBehindMarks(cell) ? cell.substring(MARK.length()) : cell;
    }

    private static boolean isOneBehindMarks(String text) {
        String start = text.replaceFirst("^" + MARK + "+", "").stripLeading();
        return !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0 && !start.matches("-?[0-9.,]+");
    }
}
