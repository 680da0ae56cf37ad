package org.wzp.relay.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON the way the reference does, byte for byte (wire specification 7.1): no spaces, only quotation mark,
 * backslash and controls escaped, floats in shortest form. Jackson's generator escapes and formats floats differently.
 */
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";
    /** Plain notation up to 13 integer digits and down to five zeros after the point; beyond, an exponent. */
    private static final int MAX_INTEGER_DIGITS = 13;

    private static final int MIN_POINT_POSITION = -5;

    private final StringBuilder out = new StringBuilder(256);
    private boolean comma;

    byte[] toUtf8() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    JsonWriter name(String name) {
        separate();
        out.append('"').append(name).append("\":");
        comma = false;
        return this;
    }

    JsonWriter text(@Nullable String value) {
        separate();
        if (value == null) {
            out.append("null");
        } else {
            out.append('"');
            for (int i = 0; i < value.length(); i++) {
                character(value.charAt(i));
            }
            out.append('"');
        }
        return this;
    }

    JsonWriter unsigned(long value) {
        separate();
        out.append(Long.toUnsignedString(value));
        return this;
    }

    JsonWriter bool(boolean value) {
        separate();
        out.append(value);
        return this;
    }

    JsonWriter bytes(Bytes value) {
        open('[');
        for (int i = 0; i < value.size(); i++) {
            separate();
            out.append(value.get(i));
        }
        return close(']');
    }

    JsonWriter texts(List<String> values) {
        open('[');
        values.forEach(this::text);
        return close(']');
    }

    JsonWriter number(float value) {
        separate();
        out.append(Float.isFinite(value) ? shortest(value) : "null");
        return this;
    }

    /** Shortest digits that give the same float, laid out as the reference does. */
    static String shortest(float value) {
        String sign = Float.floatToRawIntBits(value) < 0 ? "-" : "";
        float magnitude = Math.abs(value);
        if (magnitude == 0f) {
            return sign + "0.0";
        }
        BigDecimal decimal = new BigDecimal(Float.toString(magnitude)).stripTrailingZeros();
        String digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        return sign + layOut(digits, point);
    }

    private static String layOut(String digits, int point) {
        int count = digits.length();
        if (point >= count && point <= MAX_INTEGER_DIGITS) {
            return digits + "0".repeat(point - count) + ".0";
        }
        if (point > 0 && point <= MAX_INTEGER_DIGITS) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point >= MIN_POINT_POSITION && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (point - 1);
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
