package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.text.Cut;

/**
 * Values that stand in quotes in a file and as they are after a flag.
 *
 * @param <T> a value; immutable
 */
interface TextType<T> extends SettingType<T> {
    @Override
    default T ofToml(JsonNode value) throws Unfit {
        if (!value.isTextual()) {
            throw new Unfit(Misfit.Plain.NO_TEXT);
        }
        return ofText(value.textValue());
    }

    @Override
    default String text(T value) {
        String toml = toml(value);
        return toml.isEmpty()
                ? ""
                : toml.substring(1, toml.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    @Override
    default String unit() {
        return "";
    }

    /** What somebody wrote in place of a value, as messages show it. */
    static String shown(String written) {
        return '"' + Cut.VALUE.of(written) + '"';
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
