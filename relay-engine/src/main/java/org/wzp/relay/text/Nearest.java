package org.wzp.relay.text;

import java.util.Collection;
import java.util.Optional;

/** The known name that somebody who wrote an unknown one may have meant. */
public final class Nearest {
    /** Letters that may be wrong, missing or too many. */
    private static final int MOST_MISTAKES = 2;

    private Nearest() {}

    /** The first of the closest; empty when none is close. */
    public static Optional<String> of(String written, Collection<String> known) {
        Optional<String> nearest = Optional.empty();
        int best = MOST_MISTAKES + 1;
        for (String name : known) {
            int distance = distance(written, name);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Insertions, deletions and replacements between the two. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
