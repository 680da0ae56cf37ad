package org.wzp.relay.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values read for a {@link SignalShape}, by the place of the field. Required ones are present. */
final class FieldValues {
    private final @Nullable Object[] values;

    FieldValues(int size) {
        values = new Object[size];
    }

    void set(int index, @Nullable Object value) {
        values[index] = value;
    }

    <T> T get(int index, Class<T> type) {
        return Objects.requireNonNull(type.cast(values[index]));
    }

    <T> @Nullable T orNull(int index, Class<T> type) {
        return type.cast(values[index]);
    }

    String text(int index) {
        return get(index, String.class);
    }

    @Nullable
    String textOrNull(int index) {
        return orNull(index, String.class);
    }

    long unsigned(int index) {
        return values[index] == null ? 0 : get(index, Long.class);
    }

    int small(int index) {
        return (int) unsigned(index);
    }

    boolean bool(int index) {
        return get(index, Boolean.class);
    }

    Bytes bytes(int index) {
        return get(index, Bytes.class);
    }

    <T> List<T> list(int index, Class<T> element) {
        return (Object) orNull(index, List.class) instanceof List<?> list
                ? list.stream().map(element::cast).toList()
                : List.of();
    }
}
