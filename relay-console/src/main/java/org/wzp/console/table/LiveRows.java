package org.wzp.console.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one live table, and which of them are chosen.
 *
 * <p>Each refresh adds what came and removes what went, one list change each, and swaps the values of the rest in
 * place; then {@link #tick()} moves on and the visible cells re-read their rows. No extractors and no property per
 * value: under a sorted list those cost a re-sort per changed value. JavaFX thread only, but needs no toolkit.
 */
public final class LiveRows<K, T> {
    private final ObservableList<Handle<K, T>> handles = FXCollections.observableArrayList();
    private final Map<K, Handle<K, T>> byKey = new HashMap<>();
    private final ReadOnlyLongWrapper tick = new ReadOnlyLongWrapper();
    private final Selection<K, T> selection = new Selection<>(this::find);
    private final Function<T, K> key;
    private final RowFilter<T> filter;
    private Collection<T> all = List.of();

    /** @param foundBy the texts of a row in which the operator's filter looks for what is typed */
    public LiveRows(Function<T, K> key, Function<T, Stream<String>> foundBy) {
        this.key = key;
        filter = new RowFilter<>(foundBy);
        filter.text().addListener((property, before, now) -> refresh());
    }

    /** What the table shows; changed only by {@link #show} and {@link #filter}. */
    public ObservableList<Handle<K, T>> handles() {
        return handles;
    }

    /** The rows that the operator has chosen; put right before {@link #tick()} moves on. */
    public Selection<K, T> selection() {
        return selection;
    }

    /** Whether there are rows, and the filter shows none of them. */
    public boolean hidesAll() {
        return handles.isEmpty() && !all.isEmpty();
    }

    /** Grows with each refresh. */
    public ReadOnlyLongProperty tick() {
        return tick.getReadOnlyProperty();
    }

    /** The newest value of a row that the filter shows. */
    public Optional<T> find(@Nullable K wanted) {
        return Optional.ofNullable(wanted == null ? null : byKey.get(wanted)).map(Handle::value);
    }

    /** Makes the rows equal to those of {@code values} that the filter shows; of two with one key the later counts. */
    public void show(Collection<T> values) {
        all = values;
        refresh();
    }

    /** Narrows what is shown, as soon as its text changes. */
    public RowFilter<T> filter() {
        return filter;
    }

    /** Chooses this row alone, if there is such a one; a filter that hides it is cleared. */
    public void lookAt(K wanted) {
        if (all.stream().map(key).noneMatch(wanted::equals)) {
            return;
        }
        if (find(wanted).isEmpty()) {
            filter.clear();
        }
        selection.choose(wanted);
    }

    private void refresh() {
        Set<K> existing = new HashSet<>();
        Set<K> present = new HashSet<>();
        List<Handle<K, T>> fresh = new ArrayList<>();
        for (T value : all) {
            K itsKey = key.apply(value);
            existing.add(itsKey);
            if (!filter.shows(value)) {
                continue;
            }
            present.add(itsKey);
            Handle<K, T> known = byKey.get(itsKey);
            if (known == null) {
                Handle<K, T> handle = new Handle<>(itsKey, value);
                byKey.put(itsKey, handle);
                fresh.add(handle);
            } else {
                known.value(value);
            }
        }
        if (present.size() < byKey.size()) {
            byKey.keySet().retainAll(present);
            handles.removeIf(handle -> !present.contains(handle.key()));
        }
        if (!fresh.isEmpty()) {
            handles.addAll(fresh);
        }
        selection.refreshed(existing);
        filter.counted(present.size(), existing.size());
        tick.set(tick.get() + 1);
    }
}
