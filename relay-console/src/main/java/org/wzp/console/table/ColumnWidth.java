package org.wzp.console.table;

/**
 * How much room a column wants, in pixels of the layout.
 *
 * @param least what it needs to be read; it never gets less
 * @param best what it gets when there is room
 * @param stretches whether it also takes what is left over
 * @param givesWay columns with the lowest number are hidden first when the table is narrow; {@link #NEVER} stay
 */
public record ColumnWidth(double least, double best, boolean stretches, int givesWay) {
    /** For what a row is about: the table makes no sense without it. */
    public static final int NEVER = Integer.MAX_VALUE;

    public ColumnWidth {
        if (least <= 0 || best < least) {
            throw new IllegalArgumentException("a column needs room: least " + least + ", best " + best);
        }
    }

    /** For figures and marks, which have one width. */
    public static ColumnWidth fixed(double width) {
        return new ColumnWidth(width, width, false, NEVER);
    }

    /** For words, which can be cut and can use more. */
    public static ColumnWidth between(double least, double best) {
        return new ColumnWidth(least, best, true, NEVER);
    }

    /** Hidden before all columns with a higher number. */
    public ColumnWidth givesWay(int order) {
        return new ColumnWidth(least, best, stretches, order);
    }
}
