package org.wzp.relay.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.wzp.relay.api.BanTarget;

/** Values of every kind that a type may have: each record of a sealed type, each constant, present and absent, one and several. */
final class Samples {
    private static final List<Object> TEXTS = List.of("lobby");

    private Samples() {}

    static <T> List<T> of(Class<T> type) {
        return any(type).stream().map(type::cast).toList();
    }

    private static List<?> any(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<?> inner = any(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == List.class
                    ? List.of(List.of(inner.getFirst()), several(inner))
                    : Stream.concat(Stream.of(Optional.empty()), inner.stream().map(Optional::of))
                            .toList();
        }
        Class<?> plain = (Class<?>) type;
        if (plain == BanTarget.Prefix.class) {
            return List.of(BanTarget.Prefix.of("192.0.2.0/24"));
        }
        if (plain.isEnum()) {
            return List.of(plain.getEnumConstants());
        }
        if (plain.isSealed()) {
            return Stream.of(plain.getPermittedSubclasses())
                    .flatMap(one -> any(one).stream())
                    .toList();
        }
        return plain.isRecord() ? records(plain) : leaves(plain);
    }

    private static List<?> several(List<?> inner) {
        List<Object> several = new ArrayList<>(inner);
        while (several.size() < 3) {
            several.add(inner.getFirst());
        }
        return several;
    }

    private static List<?> leaves(Class<?> type) {
        if (type == String.class) {
            return TEXTS;
        } else if (type == int.class) {
            return List.of(1, 2_322);
        } else if (type == long.class || type == Long.class) {
            return List.of(1L, 2_322L);
        } else if (type == boolean.class) {
            return List.of(true, false);
        } else if (type == OptionalDouble.class) {
            return List.of(OptionalDouble.of(5.5), OptionalDouble.empty());
        } else if (type == OptionalInt.class) {
            return List.of(OptionalInt.of(5), OptionalInt.empty());
        } else if (type == Instant.class) {
            return List.of(Instant.parse("2026-03-06T12:05:07Z"));
        } else if (type == Duration.class) {
            return List.of(Duration.ofMinutes(5));
        }
        throw new IllegalArgumentException("no samples of " + type);
    }

    /** As many as the part with most values has, and twice those in which two parts of the same number of values differ. */
    private static List<?> records(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        List<List<?>> values = Stream.of(parts)
                .<List<?>>map(part -> any(part.getGenericType()))
                .toList();
        int most = values.stream().mapToInt(List::size).max().orElse(1);
        List<Object> records = new ArrayList<>();
        for (int turn = 0; turn < 2 * most; turn++) {
            Object[] arguments = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                List<?> of = values.get(i);
                int shift = turn < most ? 0 : i;
                arguments[i] = of.get((turn + shift) % of.size());
            }
            records.add(make(type, arguments));
        }
        return records;
    }

    private static Object make(Class<?> type, Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no sample of " + type, e);
        }
    }
}
