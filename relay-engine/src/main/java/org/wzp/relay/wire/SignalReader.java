package org.wzp.relay.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one message from a token stream, as leniently as the reference (wire specification 7.1). */
final class SignalReader {
    private static final int NAME_CHARS_IN_MESSAGES = 40;
    /** Keys have 32, signatures 64. */
    private static final int MOST_BYTES = 1_024;
    /** A room's people in the longest signal. */
    private static final int MOST_ELEMENTS = 16_384;

    private final JsonParser json;

    SignalReader(JsonParser json) {
        this.json = json;
    }

    /** The message that is the whole input. */
    SignalMessage readAll() throws IOException, SignalFormatException {
        SignalMessage message = readSignal(next());
        JsonToken rest = json.nextToken();
        if (rest != null) {
            throw new SignalFormatException("Something follows the message: " + describe(rest) + ".");
        }
        return message;
    }

    private SignalMessage readSignal(JsonToken token) throws IOException, SignalFormatException {
        if (token == JsonToken.VALUE_STRING) {
            return unit(wellFormedText());
        }
        expect(token, JsonToken.START_OBJECT, "a signal");
        String name = onlyName("a signal");
        JsonToken value = next();
        SignalShape<SignalMessage> shape = SignalShapes.VARIANTS.get(name);
        SignalMessage message;
        if (shape == null) {
            message = unit(name);
            expect(value, JsonToken.VALUE_NULL, name);
        } else {
            message = readShape(shape, value);
        }
        expect(next(), JsonToken.END_OBJECT, "the end of the signal " + name);
        return message;
    }

    private static SignalMessage unit(String name) throws SignalFormatException {
        SignalMessage message = SignalShapes.UNITS.get(name);
        if (message == null) {
            throw new SignalFormatException(
                    SignalShapes.VARIANTS.containsKey(name)
                            ? "The signal " + name + " came without its fields."
                            : "No signal is called \"" + PrintableText.of(name, NAME_CHARS_IN_MESSAGES) + "\".");
        }
        return message;
    }

    private <T> T readShape(SignalShape<T> shape, JsonToken token) throws IOException, SignalFormatException {
        FieldValues values = readValues(shape, token);
        return shape.build().apply(values);
    }

    private FieldValues readValues(SignalShape<?> shape, JsonToken token) throws IOException, SignalFormatException {
        FieldValues values = new FieldValues(shape.fields().size());
        boolean[] seen = new boolean[shape.fields().size()];
        if (token == JsonToken.START_ARRAY) {
            readInOrder(shape, values, seen);
        } else {
            expect(token, JsonToken.START_OBJECT, shape.name());
            readByName(shape, values, seen);
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                values.set(i, absent(shape, shape.fields().get(i)));
            }
        }
        return values;
    }

    private void readByName(SignalShape<?> shape, FieldValues values, boolean[] seen)
            throws IOException, SignalFormatException {
        while (next() == JsonToken.FIELD_NAME) {
            int index = shape.indexOf(json.currentName());
            JsonToken token = next();
            if (index < 0) {
                json.skipChildren();
                continue;
            }
            SignalShape.Field field = shape.fields().get(index);
            if (seen[index]) {
                throw new SignalFormatException("The field " + field.name() + " of " + shape.name() + " came twice.");
            }
            seen[index] = true;
            values.set(index, readField(field, token));
        }
    }

    private void readInOrder(SignalShape<?> shape, FieldValues values, boolean[] seen)
            throws IOException, SignalFormatException {
        int index = 0;
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next(), index++) {
            if (index == seen.length) {
                throw new SignalFormatException("The list of fields of " + shape.name() + " is too long.");
            }
            seen[index] = true;
            values.set(index, readField(shape.fields().get(index), token));
        }
    }

    private static @Nullable Object absent(SignalShape<?> shape, SignalShape.Field field) throws SignalFormatException {
        return switch (field.presence()) {
            case REQUIRED ->
                throw new SignalFormatException("The field " + field.name() + " of " + shape.name() + " is missing.");
            case NULLABLE -> null;
            // numbers and lists read null as 0 and empty
            case DEFAULTED -> field.kind() == SignalShape.Kind.TEXT ? "" : null;
        };
    }

    private @Nullable Object readField(SignalShape.Field field, JsonToken token)
            throws IOException, SignalFormatException {
        if (token == JsonToken.VALUE_NULL && field.presence() == SignalShape.Presence.NULLABLE) {
            return null;
        }
        String name = field.name();
        return switch (field.kind()) {
            case TEXT -> text(token, name);
            case BOOL -> bool(token, name);
            case FLOAT -> number(token, name);
            case U8 -> unsigned(token, 0xFF, name);
            case U32 -> unsigned(token, Unsigned.MAX_U32, name);
            case U64 -> unsigned(token, -1, name);
            case KEY -> key(token, name);
            case BYTES -> bytes(token, name);
            case TEXTS -> list(token, name, element -> text(element, name));
            case ROSTER_ENTRIES -> list(token, name, element -> readShape(SignalShapes.ROSTER_ENTRY_SHAPE, element));
            case PROFILE -> profile(token, name);
            case OFFERED_PROFILES -> offeredProfiles(token, name);
            case CODEC -> CodecId.ofJsonName(enumName(token, name));
            case REPORT -> readShape(SignalShapes.REPORT_SHAPE, token);
            case HANGUP_REASON -> {
                String reason = enumName(token, name);
                yield one(HangupReason.values(), HangupReason::jsonName, reason, name);
            }
            case ACCEPT_MODE -> {
                String mode = enumName(token, name);
                yield one(AcceptMode.values(), AcceptMode::jsonName, mode, name);
            }
            case SIGNAL -> readSignal(token);
        };
    }

    private QualityProfile profile(JsonToken token, String name) throws IOException, SignalFormatException {
        return profileIfKnown(token)
                .orElseThrow(() -> new SignalFormatException("The codec in " + name + " is not known."));
    }

    /** Empty when the codec is not known. */
    private Optional<QualityProfile> profileIfKnown(JsonToken token) throws IOException, SignalFormatException {
        FieldValues values = readValues(SignalShapes.PROFILE_SHAPE, token);
        Optional<?> codec = values.get(0, Optional.class);
        codec.ifPresent(known -> values.set(0, known));
        return codec.map(_ -> SignalShapes.PROFILE_SHAPE.build().apply(values));
    }

    private List<QualityProfile> offeredProfiles(JsonToken token, String name)
            throws IOException, SignalFormatException {
        List<QualityProfile> known = new ArrayList<>();
        list(token, name, element -> {
            Optional<QualityProfile> profile = profileIfKnown(element);
            profile.ifPresent(known::add);
            return profile;
        });
        return known;
    }

    private Bytes key(JsonToken token, String name) throws IOException, SignalFormatException {
        Bytes key = bytes(token, name);
        if (key.size() != Keys.BYTES) {
            throw new SignalFormatException(name + " has " + key.size() + " bytes, but must have 32.");
        }
        return key;
    }

    private Bytes bytes(JsonToken token, String name) throws IOException, SignalFormatException {
        expect(token, JsonToken.START_ARRAY, name);
        byte[] bytes = new byte[64];
        int size = 0;
        for (JsonToken element = next(); element != JsonToken.END_ARRAY; element = next()) {
            if (size == MOST_BYTES) {
                throw new SignalFormatException(name + " has more than " + MOST_BYTES + " bytes.");
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) unsigned(element, 0xFF, name);
        }
        return Bytes.of(Arrays.copyOf(bytes, size));
    }

    private long unsigned(JsonToken token, long max, String name) throws IOException, SignalFormatException {
        expect(token, JsonToken.VALUE_NUMBER_INT, name);
        long value;
        boolean inRange;
        switch (json.getNumberType()) {
            case INT, LONG -> {
                value = json.getLongValue();
                inRange = value >= 0;
            }
            default -> {
                value = json.getBigIntegerValue().longValue();
                inRange = json.getBigIntegerValue().signum() > 0
                        && json.getBigIntegerValue().bitLength() <= Long.SIZE;
            }
        }
        if (!inRange || Long.compareUnsigned(value, max) > 0) {
            throw new SignalFormatException(
                    "A number in " + name + " is outside 0 to " + Long.toUnsignedString(max) + ".");
        }
        return value;
    }

    private float number(JsonToken token, String name) throws IOException, SignalFormatException {
        if (!token.isNumeric()) {
            throw new SignalFormatException(name + " must be a number, but is " + describe(token) + ".");
        }
        float value = (float) json.getDoubleValue();
        if (!Float.isFinite(value)) {
            throw new SignalFormatException("The number in " + name + " is too large.");
        }
        return value;
    }

    private String text(JsonToken token, String name) throws IOException, SignalFormatException {
        expect(token, JsonToken.VALUE_STRING, name);
        return wellFormedText();
    }

    private boolean bool(JsonToken token, String name) throws SignalFormatException {
        if (!token.isBoolean()) {
            throw new SignalFormatException(name + " must be true or false, but is " + describe(token) + ".");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** A bare string, or an object with null, which the reference's parser takes as the same. */
    private String enumName(JsonToken token, String name) throws IOException, SignalFormatException {
        if (token != JsonToken.START_OBJECT) {
            return text(token, name);
        }
        String value = onlyName(name);
        expect(next(), JsonToken.VALUE_NULL, name);
        expect(next(), JsonToken.END_OBJECT, name);
        return value;
    }

    private static <E> E one(E[] values, Function<E, String> jsonName, String text, String name)
            throws SignalFormatException {
        for (E value : values) {
            if (jsonName.apply(value).equals(text)) {
                return value;
            }
        }
        throw new SignalFormatException(name + " can't be \"" + PrintableText.of(text, NAME_CHARS_IN_MESSAGES) + "\".");
    }

    private <T> List<T> list(JsonToken token, String name, ElementReader<T> reader)
            throws IOException, SignalFormatException {
        expect(token, JsonToken.START_ARRAY, name);
        List<T> elements = new ArrayList<>();
        for (JsonToken element = next(); element != JsonToken.END_ARRAY; element = next()) {
            if (elements.size() == MOST_ELEMENTS) {
                throw new SignalFormatException(name + " has more than " + MOST_ELEMENTS + " elements.");
            }
            elements.add(reader.read(element));
        }
        return elements;
    }

    private String onlyName(String what) throws IOException, SignalFormatException {
        expect(next(), JsonToken.FIELD_NAME, what);
        return json.currentName();
    }

    /** Half a surrogate pair, which only an escape can bring, can't be written again as UTF-8. */
    private String wellFormedText() throws IOException, SignalFormatException {
        String text = json.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new SignalFormatException("A text contains half of a surrogate pair.");
            }
        }
        return text;
    }

    private JsonToken next() throws IOException, SignalFormatException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new SignalFormatException("The message is empty or ends early.");
        }
        return token;
    }

    private static void expect(JsonToken actual, JsonToken expected, String what) throws SignalFormatException {
        if (actual != expected) {
            throw new SignalFormatException(
                    what + " must be " + describe(expected) + ", but is " + describe(actual) + ".");
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case END_OBJECT -> "the end of an object";
            case END_ARRAY -> "the end of a list";
            case FIELD_NAME -> "a field";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> token.name();
        };
    }

    private interface ElementReader<T> {
        T read(JsonToken token) throws IOException, SignalFormatException;
    }
}
