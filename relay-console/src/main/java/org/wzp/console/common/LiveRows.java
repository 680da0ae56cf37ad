package org.wzp.console.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one live table.
 *
 * <p>Each refresh adds what came and removes what went, one list change each, and swaps the values of the rest in
 * place; then {@link #tick()} moves on and the visible cells re-read their rows. No extractors and no property per
 * value: under a sorted list those cost a re-sort per changed value. JavaFX thread only, but needs no toolkit.
 */
public final class LiveRows<K, T> {
    private final ObservableList<Handle<K, T>> handles = FXCollections.observableArrayList();
    private final Map<K, Handle<K, T>> byKey = new HashMap<>();
    private final ReadOnlyLongWrapper tick = new ReadOnlyLongWrapper();
    private final Function<T, K> key;

    public LiveRows(Function<T, K> key) {
        this.key = key;
    }

    /** What the table shows; changed only by {@link #show}. */
    public ObservableList<Handle<K, T>> handles() {
        return handles;
    }

    /** Grows with each refresh. */
    public ReadOnlyLongProperty tick() {
        return tick.getReadOnlyProperty();
    }

    public Optional<T> find(@Nullable K wanted) {
        return Optional.ofNullable(wanted == null ? null : byKey.get(wanted)).map(Handle::value);
    }

    /** Makes the rows equal to {@code values}; of two with one key the later counts. */
    public void show(Collection<T> values) {
        Set<K> present = new HashSet<>();
        List<Handle<K, T>> fresh = new ArrayList<>();
        for (T value : values) {
            K itsKey = key.apply(value);
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
        tick.set(tick.get() + 1);
    }
}
