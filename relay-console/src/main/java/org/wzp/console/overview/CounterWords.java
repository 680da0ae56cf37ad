package org.wzp.console.overview;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.wzp.console.text.EngineWords;
import org.wzp.relay.api.Counter;

/**
 * The relay's counters in words: {@code org/wzp/console/counters.properties}, other languages in {@link EngineWords}. A counter that isn't in there is shown by its
 * key, so that none is hidden because somebody forgot a sentence. Pure functions.
 */
public final class CounterWords {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.wzp.console.counters", Locale.ENGLISH);

    private CounterWords() {}

    /** The key itself where words are missing; empty for an everyday matter that needs nobody's attention. */
    public static Optional<String> of(String key) {
        if (!BUNDLE.containsKey(key)) {
            return Optional.of(key);
        }
        return Optional.of(BUNDLE.getString(key))
                .filter(words -> !words.isEmpty())
                .map(words -> EngineWords.counter(key).orElse(words));
    }

    /** What was refused, dropped or limited; most often first. */
    static List<Counter> troubles(List<Counter> counters) {
        return counters.stream()
                .filter(counter -> of(counter.key()).isPresent())
                .sorted(Comparator.comparingLong(Counter::count).reversed())
                .toList();
    }
}
