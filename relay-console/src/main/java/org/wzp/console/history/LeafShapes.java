package org.wzp.console.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Values without parts. */
final class LeafShapes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LeafShapes() {}

    /** Whole numbers and what counts as one. */
    record Whole(ToLongFunction<Object> toNumber, LongFunction<Object> ofNumber) implements Shape {
        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            out.signed(toNumber.applyAsLong(value) - (before == null ? 0 : toNumber.applyAsLong(before)));
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            return ofNumber.apply(in.signed() + (before == null ? 0 : toNumber.applyAsLong(before)));
        }

        @Override
        public JsonNode toJson(Object value) {
            return value instanceof Boolean truth
                    ? JSON.booleanNode(truth)
                    : JSON.numberNode(toNumber.applyAsLong(value));
        }

        @Override
        public Object fromJson(JsonNode node) {
            return ofNumber.apply(node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.asLong());
        }
    }

    /** Figures, kept to 1/1,024: finer than any that is shown. */
    record Figure() implements Shape {
        private static final double STEPS = 1_024;
        private static final double LARGEST = 1L << 40;

        private static boolean fits(double value) {
            return Math.abs(value) < LARGEST;
        }

        private static long steps(@Nullable Object value) {
            return value != null && fits((double) value) ? Math.round((double) value * STEPS) : 0;
        }

        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            double figure = (double) value;
            if (fits(figure)) {
                long difference = steps(figure) - steps(before);
                out.number(((difference << 1) ^ (difference >> (Long.SIZE - 1))) << 1);
            } else {
                out.number(1);
                out.number(Double.doubleToLongBits(figure));
            }
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            long first = in.number();
            if (first == 1) {
                return Double.longBitsToDouble(in.number());
            }
            long zigzag = first >>> 1;
            return (((zigzag >>> 1) ^ -(zigzag & 1)) + steps(before)) / STEPS;
        }

        @Override
        public JsonNode toJson(Object value) {
            double figure = (double) value;
            return fits(figure) ? JSON.numberNode(steps(figure) / STEPS) : JSON.textNode(Double.toString(figure));
        }

        @Override
        public Object fromJson(JsonNode node) {
            return node.isTextual() ? Double.parseDouble(node.textValue()) : node.asDouble();
        }
    }

    /** What has one text that can be read again. */
    record Text(Function<Object, String> toText, Function<String, Object> ofText) implements Shape {
        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            out.text(toText.apply(value));
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            return ofText.apply(in.text());
        }

        @Override
        public JsonNode toJson(Object value) {
            return JSON.textNode(toText.apply(value));
        }

        @Override
        public Object fromJson(JsonNode node) {
            return ofText.apply(node.asText(""));
        }
    }

    /** Moments, to the nanosecond, and durations, to the millisecond; in JSON as ISO 8601 says. */
    record Time(boolean moment) implements Shape {
        /** @param whole seconds of a moment, milliseconds of a duration */
        private record Parts(long whole, long nanos) {}

        private static Parts parts(@Nullable Object value) {
            return switch (value) {
                case Instant at -> new Parts(at.getEpochSecond(), at.getNano());
                case Duration span -> new Parts(span.toMillis(), 0);
                case null, default -> new Parts(0, 0);
            };
        }

        private Object of(long whole, long nanos) {
            return moment ? Instant.ofEpochSecond(whole, nanos) : Duration.ofMillis(whole);
        }

        @Override
        public void write(ByteSink out, Object value, @Nullable Object before) {
            Parts now = parts(value);
            Parts then = parts(before);
            out.signed(now.whole() - then.whole());
            out.signed(now.nanos() - then.nanos());
        }

        @Override
        public Object read(ByteSource in, @Nullable Object before) {
            Parts then = parts(before);
            long whole = then.whole() + in.signed();
            return of(whole, then.nanos() + in.signed());
        }

        @Override
        public JsonNode toJson(Object value) {
            return JSON.textNode(value.toString());
        }

        @Override
        public Object fromJson(JsonNode node) {
            if (node.isMissingNode()) {
                return of(0, 0);
            }
            try {
                return moment ? Instant.parse(node.asText()) : Duration.parse(node.asText());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("\"" + node.asText() + "\" is no moment and no duration", e);
            }
        }
    }
}
