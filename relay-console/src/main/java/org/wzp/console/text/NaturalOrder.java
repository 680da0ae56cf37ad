package org.wzp.console.text;

import java.util.Comparator;

/**
 * Words as people order them: letters without regard to case, numbers in them by their value, so that room-2 is before
 * room-10.
 */
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder OF_WORDS = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfNumber(one, i);
            int endOfOther = endOfNumber(other, j);
            boolean numbers = endOfOne > i && endOfOther > j;
            int order = numbers
                    ? byValue(one.substring(i, endOfOne), other.substring(j, endOfOther))
                    : Character.compare(folded(one.charAt(i)), folded(other.charAt(j)));
            if (order != 0) {
                return order;
            }
            i = numbers ? endOfOne : i + 1;
            j = numbers ? endOfOther : j + 1;
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Of any length: the longer one is larger once the zeros before it are gone. */
    private static int byValue(String one, String other) {
        String a = one.replaceFirst("^0+", "");
        String b = other.replaceFirst("^0+", "");
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    private static char folded(char letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }
}
