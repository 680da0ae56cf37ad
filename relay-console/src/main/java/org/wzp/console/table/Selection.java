package org.wzp.console.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Which rows of one live table the operator has chosen: keys, never places. The highlight, the buttons, the questions and the
 * details all read it, so they can't mean different rows.
 *
 * <p>Why not the table's own selection: it keeps row numbers and moves them when rows come and go, which goes wrong as soon as
 * one refresh brings rows on both sides of the chosen one; then the highlight stands on somebody else than the button names.
 *
 * <p>Only the operator chooses. A row that has gone is chosen no more, and nobody takes its place. A row that a filter hides is
 * not chosen while it is hidden, so nothing can be done to it, and is again once the filter shows it, unless the operator chose
 * something else meanwhile. JavaFX thread only, but needs no toolkit.
 */
public final class Selection<K, T> {
    private final Function<K, Optional<T>> shown;
    private final ReadOnlyObjectWrapper<Set<K>> keys = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<List<T>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private Set<K> wanted = Set.of();

    /** @param shown the newest value of a row that can be seen */
    Selection(Function<K, Optional<T>> shown) {
        this.shown = shown;
    }

    /** The chosen keys, in the order in which they were chosen. */
    public ReadOnlyObjectProperty<Set<K>> keys() {
        return keys.getReadOnlyProperty();
    }

    /** The newest values of the chosen rows; changes with each refresh in which one of them differs. */
    public ReadOnlyObjectProperty<List<T>> rows() {
        return rows.getReadOnlyProperty();
    }

    /** The chosen row's newest value if exactly one is chosen. */
    public Optional<T> only() {
        return rows.get().size() == 1 ? Optional.of(rows.get().getFirst()) : Optional.empty();
    }

    public boolean contains(K key) {
        return keys.get().contains(key);
    }

    /** Chooses these instead of what was chosen; keys without a row that can be seen are left out. */
    public void choose(Collection<K> instead) {
        wanted = new LinkedHashSet<>(instead);
        wanted.removeIf(key -> shown.apply(key).isEmpty());
        publish();
    }

    /** Chooses this one instead of what was chosen. */
    public void choose(K key) {
        choose(List.of(key));
    }

    public void clear() {
        choose(List.of());
    }

    /**
     * After each change of the rows.
     *
     * @param existing keys of all rows, seen or hidden by the filter
     */
    void refreshed(Set<K> existing) {
        if (!wanted.isEmpty()) {
            wanted.retainAll(existing);
            publish();
        }
    }

    private void publish() {
        Set<K> now = new LinkedHashSet<>(wanted);
        now.removeIf(key -> shown.apply(key).isEmpty());
        // First the values: who hears of the keys may read them.
        rows.set(now.stream().flatMap(key -> shown.apply(key).stream()).toList());
        keys.set(now);
    }
}
