package org.wzp.console.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What holds other values: lists, optional values, and one of several records. */
final class CollectedShapes {
    private CollectedShapes() {}

    /** Each element as the difference to the one of the same key. */
    record Elements(Shape element) implements Shape {
        private static final int NEXT = 0;
        private static final int NEW = 1;
        private static final int FIRST_INDEX = 2;

        private Object key(Object value) {
            return element instanceof RecordShape record ? record.key(value) : value;
        }

        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            List<?> now = (List<?>) value;
            List<?> then = before == null ? List.of() : (List<?>) before;
            out.number(now.size());
            Map<Object, Integer> places = null;
            int next = 0;
            for (Object one : now) {
                Object key = key(one);
                if (next < then.size() && key.equals(key(then.get(next)))) {
                    out.number(NEXT);
                    element.write(out, one, then.get(next++));
                    continue;
                }
                if (places == null) {
                    places = places(then);
                }
                Integer place = places.get(key);
                out.number(place == null ? NEW : place + FIRST_INDEX);
                element.write(out, one, place == null ? null : then.get(place));
                next = place == null ? next : place + 1;
            }
        }

        private Map<Object, Integer> places(List<?> elements) {
            Map<Object, Integer> places = HashMap.newHashMap(elements.size());
            for (int i = 0; i < elements.size(); i++) {
                places.put(key(elements.get(i)), i);
            }
            return places;
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            List<?> then = before == null ? List.of() : (List<?>) before;
            int size = Math.toIntExact(in.number());
            List<Object> now = new ArrayList<>(size);
            int next = 0;
            for (int i = 0; i < size; i++) {
                int from = Math.toIntExact(in.number());
                if (from == NEW) {
                    now.add(element.read(in, null));
                } else {
                    int place = from == NEXT ? next : from - FIRST_INDEX;
                    now.add(element.read(in, then.get(place)));
                    next = place + 1;
                }
            }
            return List.copyOf(now);
        }

        @Override
        public JsonNode toJson(Object value) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            ((List<?>) value).forEach(one -> array.add(element.toJson(one)));
            return array;
        }

        @Override
        public Object fromJson(JsonNode node) {
            List<Object> list = new ArrayList<>();
            node.forEach(one -> list.add(element.fromJson(one)));
            return List.copyOf(list);
        }
    }

    /**
     * A value that may be absent.
     *
     * @param content of such an optional; null when there is none
     * @param of makes the optional of its content
     */
    record Maybe(Shape inner, Function<Object, @Nullable Object> content, Function<@Nullable Object, Object> of)
            implements Shape {
        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            Object now = content.apply(value);
            out.number(now == null ? 0 : 1);
            if (now != null) {
                inner.write(out, now, before == null ? null : content.apply(before));
            }
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            return of.apply(in.number() == 0 ? null : inner.read(in, before == null ? null : content.apply(before)));
        }

        @Override
        public JsonNode toJson(Object value) {
            Object now = content.apply(value);
            return now == null ? MissingNode.getInstance() : inner.toJson(now);
        }

        @Override
        public Object fromJson(JsonNode node) {
            return of.apply(node.isMissingNode() || node.isNull() ? null : inner.fromJson(node));
        }
    }

    /** One of the records or constants of a sealed interface; JSON names its type. */
    record OneOf(List<Class<?>> types, Function<Class<?>, Shape> shapeOf) implements Shape {
        private static final String TYPE = "type";
        private static final String CONSTANT = "constant";

        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            Class<?> type = value.getClass();
            out.number(types.indexOf(type));
            shapeOf.apply(type).write(out, value, sameType(type, before));
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            Class<?> type = types.get(Math.toIntExact(in.number()));
            return shapeOf.apply(type).read(in, sameType(type, before));
        }

        private static @Nullable Object sameType(Class<?> type, @Nullable Object before) {
            return type.isInstance(before) ? before : null;
        }

        @Override
        public JsonNode toJson(Object value) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put(TYPE, value.getClass().getSimpleName());
            JsonNode content = shapeOf.apply(value.getClass()).toJson(value);
            if (content instanceof ObjectNode parts) {
                node.setAll(parts);
            } else {
                node.set(CONSTANT, content);
            }
            return node;
        }

        @Override
        public Object fromJson(JsonNode node) {
            String name = node.path(TYPE).asText();
            return types.stream()
                    .filter(type -> type.getSimpleName().equals(name))
                    .findFirst()
                    .map(type -> shapeOf.apply(type).fromJson(type.isEnum() ? node.path(CONSTANT) : node))
                    .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not known here"));
        }
    }
}
