package org.wzp.console.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.RelaySnapshot;

/**
 * Snapshots in which anything may be, one after the other as a relay would publish them: most of each is as it was, some parts
 * are new, elements of lists come, go and change places. A part that the snapshot gets is in it by itself. Figures are multiples of
 * 1/1,024, which are kept exactly.
 */
final class AnySnapshots {
    private static final int MOST_ELEMENTS = 5;
    private static final List<String> TEXTS = List.of(
            "", "lobby", "Anna \u201cthe voice\u201d", "\ud83d\ude00", "a, b; \"c\"", "line\nbreak", "x".repeat(300));

    private final Random random;
    private @Nullable RelaySnapshot before;

    AnySnapshots(long seed) {
        random = new Random(seed);
    }

    RelaySnapshot next(Instant at) {
        RelaySnapshot made = (RelaySnapshot) record(RelaySnapshot.class, before, at);
        before = made;
        return made;
    }

    private Object value(Type type, @Nullable Object then) {
        if (then != null && random.nextInt(3) > 0) {
            return then;
        }
        if (type instanceof ParameterizedType of) {
            Type inner = of.getActualTypeArguments()[0];
            return of.getRawType() == List.class
                    ? list(inner, then == null ? List.of() : (List<?>) then)
                    : random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(value(
                                    inner, ((Optional<?>) (then == null ? Optional.empty() : then)).orElse(null)));
        }
        return plain((Class<?>) type, then);
    }

    private Object plain(Class<?> type, @Nullable Object then) {
        if (type.isRecord() && type != AddressPrefix.class) {
            return record(type, type.isInstance(then) ? then : null, null);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return plain(permitted[random.nextInt(permitted.length)], then);
        }
        double figure = (random.nextInt(2_000_000) - 1_000) / 1_024.0;
        return switch (type.getSimpleName()) {
            case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "long", "Long" -> random.nextBoolean() ? random.nextLong() : random.nextInt(100);
            case "int", "Integer" -> random.nextInt();
            case "double", "Double" -> random.nextInt(20) == 0 ? 1e300 : figure;
            case "boolean", "Boolean" -> random.nextBoolean();
            case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case "Duration" -> Duration.ofMillis(random.nextInt());
            case "OptionalDouble" -> random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(figure);
            case "OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
            case "OptionalLong" -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
            case "InetSocketAddress" ->
                random.nextInt(9) == 0
                        ? InetSocketAddress.createUnresolved("relay.example.org", 4433)
                        : new InetSocketAddress(
                                random.nextBoolean() ? "192.168.1.20" : "2001:db8::7", random.nextInt(65_536));
            case "AddressPrefix" -> AddressPrefix.parse(random.nextBoolean() ? "10.0.0.0/8" : "2001:db8::/32");
            default -> throw new IllegalArgumentException("no value is known of " + type);
        };
    }

    private List<Object> list(Type element, List<?> then) {
        List<Object> now = new ArrayList<>();
        for (Object one : then) {
            if (random.nextInt(5) > 0) {
                now.add(value(element, one));
            }
        }
        if (now.size() < MOST_ELEMENTS && random.nextBoolean()) {
            now.add(random.nextInt(now.size() + 1), value(element, null));
        }
        if (now.size() > 1 && random.nextInt(4) == 0) {
            now.add(now.removeFirst());
        }
        return now;
    }

    private Object record(Class<?> type, @Nullable Object then, @Nullable Instant at) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = new Object[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                boolean moment = at != null && parts[i].getName().equals("at");
                values[i] = moment
                        ? at
                        : value(
                                parts[i].getGenericType(),
                                then == null ? null : parts[i].getAccessor().invoke(then));
            }
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made of " + Arrays.toString(values), e);
        }
    }
}
