package org.wzp.console.state;

import java.util.Optional;
import java.util.Set;

/**
 * How the window behaves, beside how it was left.
 *
 * @param hidden whether addresses and fingerprints are hidden
 * @param textPercent size of everything, {@value #LEAST_TEXT} to {@value #MOST_TEXT}
 * @param refreshMillis how often what is shown is renewed, {@value #FASTEST} to {@value #SLOWEST}
 * @param language {@code en} or {@code de}; empty for the system's
 * @param notices whether the outcome of what the operator did is told in the window
 * @param whenClosed what closing the window does, as the window calls it; empty to ask
 * @param silenced kinds of notices that are not told, as the window calls them
 */
public record Preferences(
        boolean hidden,
        int textPercent,
        int refreshMillis,
        Optional<String> language,
        boolean notices,
        Optional<String> whenClosed,
        Set<String> silenced) {
    public static final int LEAST_TEXT = 100;
    public static final int MOST_TEXT = 150;
    public static final int FASTEST = 250;
    public static final int SLOWEST = 2_000;

    public static final Preferences USUAL =
            new Preferences(false, LEAST_TEXT, FASTEST, Optional.empty(), true, Optional.empty(), Set.of());

    public Preferences {
        silenced = Set.copyOf(silenced);
        if (textPercent < LEAST_TEXT || textPercent > MOST_TEXT) {
            throw new IllegalArgumentException("text can't be of " + textPercent + " %");
        }
        if (refreshMillis < FASTEST || refreshMillis > SLOWEST) {
            throw new IllegalArgumentException("what is shown can't be renewed every " + refreshMillis + " ms");
        }
    }
}
