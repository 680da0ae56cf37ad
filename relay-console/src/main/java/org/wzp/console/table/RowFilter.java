package org.wzp.console.table;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.text.Texts;

/**
 * What the operator typed to narrow one live table. A row is shown if each of the typed words stands in one of the texts by
 * which it is found; upper and lower case are the same.
 *
 * <p>The texts are names, keys and addresses as the window shows them, not figures: those change with each refresh, and rows
 * would come and go that nobody asked for. JavaFX thread only, but needs no toolkit.
 */
public final class RowFilter<T> {
    private final Function<T, Stream<String>> foundBy;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private List<String> words = List.of();

    /** @param foundBy the texts of a row in which the words are looked for */
    RowFilter(Function<T, Stream<String>> foundBy) {
        this.foundBy = foundBy;
        text.addListener((property, before, now) -> words = words(now));
    }

    private static List<String> words(String typed) {
        return Stream.of(folded(typed).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** An accent typed as a letter of its own finds the one letter that it makes, and the other way round. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** As typed; empty shows all rows. */
    public StringProperty text() {
        return text;
    }

    /** "3 of 20": how many rows are shown of how many; empty while nothing is filtered. */
    public ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /** Whether something is typed that narrows the table. */
    public boolean isActive() {
        return !words.isEmpty();
    }

    public void clear() {
        text.set("");
    }

    boolean shows(T row) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> texts = foundBy.apply(row).map(RowFilter::folded).toList();
        return words.stream().allMatch(word -> texts.stream().anyMatch(text -> text.contains(word)));
    }

    void counted(int shown, int all) {
        count.set(isActive() ? Texts.of("filter.count", shown, all) : "");
    }
}
