package org.wzp.console.history;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.wire.SocketAddressText;

/**
 * The shapes of all types that a snapshot is made of, found by looking at its records: a part that the snapshot gets is kept,
 * shown again and written to files without a line here. Built once, then only read.
 */
final class Shapes {
    private final Map<Type, Shape> known = new HashMap<>();

    Shapes() {
        known.put(String.class, new LeafShapes.Text(String.class::cast, text -> text));
        known.put(
                AddressPrefix.class,
                new LeafShapes.Text(prefix -> ((AddressPrefix) prefix).text(), AddressPrefix::parse));
        known.put(
                InetSocketAddress.class,
                new LeafShapes.Text(address -> text((InetSocketAddress) address), Shapes::address));
        Shape figure = new LeafShapes.Figure();
        known.put(double.class, figure);
        known.put(Double.class, figure);
        known.put(Instant.class, new LeafShapes.Time(true));
        known.put(Duration.class, new LeafShapes.Time(false));
        Shape whole = new LeafShapes.Whole(number -> (long) number, number -> number);
        known.put(long.class, whole);
        known.put(Long.class, whole);
        Shape small = new LeafShapes.Whole(number -> (int) number, Math::toIntExact);
        known.put(int.class, small);
        known.put(Integer.class, small);
        Shape truth = new LeafShapes.Whole(is -> (boolean) is ? 1 : 0, number -> number != 0);
        known.put(boolean.class, truth);
        known.put(Boolean.class, truth);
        known.put(
                OptionalDouble.class,
                new CollectedShapes.Maybe(
                        figure,
                        value -> ((OptionalDouble) value).isPresent() ? ((OptionalDouble) value).getAsDouble() : null,
                        value -> value == null ? OptionalDouble.empty() : OptionalDouble.of((double) value)));
        known.put(
                OptionalInt.class,
                new CollectedShapes.Maybe(
                        small,
                        value -> ((OptionalInt) value).isPresent() ? ((OptionalInt) value).getAsInt() : null,
                        value -> value == null ? OptionalInt.empty() : OptionalInt.of((int) value)));
        known.put(
                OptionalLong.class,
                new CollectedShapes.Maybe(
                        whole,
                        value -> ((OptionalLong) value).isPresent() ? ((OptionalLong) value).getAsLong() : null,
                        value -> value == null ? OptionalLong.empty() : OptionalLong.of((long) value)));
    }

    /** @throws IllegalArgumentException for a type that nothing is known of, which a test finds */
    Shape of(Type type) {
        Shape there = known.get(type);
        if (there == null) {
            there = make(type);
            known.put(type, there);
        }
        return there;
    }

    private Shape make(Type type) {
        if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
            return new CollectedShapes.Elements(of(of.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType of && of.getRawType() == Optional.class) {
            return new CollectedShapes.Maybe(
                    of(of.getActualTypeArguments()[0]),
                    value -> ((Optional<?>) value).orElse(null),
                    Optional::ofNullable);
        }
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return enumeration(enumeration.getEnumConstants());
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return new RecordShape(record, component -> of(component.getGenericType()));
        }
        if (type instanceof Class<?> sealed && sealed.isSealed()) {
            List<Class<?>> types = records(sealed).toList();
            types.forEach(this::of);
            return new CollectedShapes.OneOf(types, this::of);
        }
        throw new IllegalArgumentException("a snapshot holds a " + type + ", of which it is not known how to keep it");
    }

    /** Kept by its name: a file is read by consoles that may know other constants at other places. */
    private static Shape enumeration(Object[] constants) {
        return new LeafShapes.Text(constant -> ((Enum<?>) constant).name(), name -> Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not known here")));
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() && !type.isRecord() ? records(type) : Stream.<Class<?>>of(type));
    }

    private static String text(InetSocketAddress address) {
        return address.isUnresolved()
                ? address.getHostString() + ":" + address.getPort()
                : SocketAddressText.of(address).text();
    }

    /** Nothing is looked up: a name stays a name. */
    private static InetSocketAddress address(String text) {
        return SocketAddressText.parse(text)
                .map(SocketAddressText::toInetSocketAddress)
                .orElseGet(() -> {
                    int colon = text.lastIndexOf(':');
                    if (colon < 1) {
                        throw new IllegalArgumentException("\"" + text + "\" is no address");
                    }
                    return InetSocketAddress.createUnresolved(
                            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
                });
    }
}
