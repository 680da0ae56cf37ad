package org.wzp.console.text;

import java.util.List;

/** Sentences as the window lays them out. Names and figures in them come from {@code org.wzp.relay.text}. */
public final class Sentences {
    private static final char LEFT_TO_RIGHT = '\u200e';

    private Sentences() {}

    /**
     * A sentence that runs from left to right also where it begins with a name in Hebrew or Arabic letters; without the mark
     * such a name turns the order of all that follows.
     */
    public static String leftToRight(String text) {
        boolean turns = text.codePoints()
                .map(Character::getDirectionality)
                .anyMatch(way -> way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        return turns ? LEFT_TO_RIGHT + text : text;
    }

    /** {@code Anna, Ben and Cleo}, beyond {@code most} {@code Anna, Ben, Cleo and 7 more}, in the window's language. */
    public static String list(List<String> names, int most) {
        return Texts.speech().list(names, most);
    }

    /** One a line; beyond {@code most} the first of them and how many more there are. */
    public static String lines(List<String> all, int most) {
        // A line that says "and 1 more" takes the place of the one that it leaves out.
        if (all.size() <= most + 1) {
            return String.join("\n", all);
        }
        return String.join("\n", all.subList(0, most)) + "\n" + Texts.of("and-more", all.size() - most);
    }
}
