package org.wzp.console.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record: which of its parts changed, then those. What did not change costs one bit, and is the same object when read. */
final class RecordShape implements Shape {
    private final Constructor<?> constructor;
    private final List<String> names;
    private final Method[] accessors;
    private final Shape[] parts;

    /** @param shapeOf of a component */
    RecordShape(Class<?> type, Function<RecordComponent, Shape> shapeOf) {
        RecordComponent[] components = type.getRecordComponents();
        names = Stream.of(components).map(RecordComponent::getName).toList();
        accessors = Stream.of(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        parts = Stream.of(components).map(shapeOf).toArray(Shape[]::new);
        try {
            constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has its canonical constructor", e);
        }
        // records of an interface's file are public, those of tests may be not
        Stream.of(accessors).forEach(accessor -> accessor.setAccessible(true));
        constructor.setAccessible(true);
    }

    /** The first part is what such records are told apart by in a list. */
    Object key(Object value) {
        return accessors.length == 0 ? value : part(0, value);
    }

    private Object part(int index, Object value) {
        try {
            return accessors[index].invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record does not show its " + names.get(index), e);
        }
    }

    private Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " can't be called", e);
        }
    }

    /** An equal one that is not the same. */
    Object copy(Object value) {
        Object[] values = new Object[parts.length];
        Arrays.setAll(values, i -> part(i, value));
        return make(values);
    }

    @Override
    public void write(ByteSink out, Object value, @Nullable Object before) {
        Object[] now = new Object[parts.length];
        @Nullable Object[] then = new @Nullable Object[parts.length];
        long changed = 0;
        for (int i = 0; i < parts.length; i++) {
            now[i] = part(i, value);
            then[i] = before == null ? null : part(i, before);
            if (!now[i].equals(then[i])) {
                changed |= 1L << i;
            }
        }
        out.number(changed);
        for (int i = 0; i < parts.length; i++) {
            if ((changed & (1L << i)) != 0) {
                parts[i].write(out, now[i], then[i]);
            }
        }
    }

    @Override
    public Object read(ByteSource in, @Nullable Object before) {
        long changed = in.number();
        if (changed == 0 && before != null) {
            return before;
        }
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Object then = before == null ? null : part(i, before);
            values[i] = (changed & (1L << i)) != 0 || then == null ? parts[i].read(in, then) : then;
        }
        return make(values);
    }

    @Override
    public ObjectNode toJson(Object value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < parts.length; i++) {
            JsonNode part = parts[i].toJson(part(i, value));
            if (!part.isMissingNode()) {
                node.set(names.get(i), part);
            }
        }
        return node;
    }

    @Override
    public Object fromJson(JsonNode node) {
        Object[] values = new Object[parts.length];
        Arrays.setAll(values, i -> parts[i].fromJson(node.path(names.get(i))));
        return make(values);
    }
}
