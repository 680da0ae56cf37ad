package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.wzp.relay.wire.PrintableText;

/**
 * Values that stand in quotes in a file and as they are after a flag.
 *
 * @param <T> a value; immutable
 */
interface TextType<T> extends SettingType<T> {
    /** Characters of a wrong value that are shown. */
    int SHOWN_CHARACTERS = 128;

    @Override
    default T ofToml(JsonNode value) throws Unfit {
        if (!value.isTextual()) {
            throw new Unfit("must be a text in quotes.");
        }
        return ofText(value.textValue());
    }

    @Override
    default String unit() {
        return "";
    }

    /** @param written what somebody wrote in place of a value */
    static Unfit unfit(String written, String allowed) {
        return Unfit.value('"' + PrintableText.of(written, SHOWN_CHARACTERS) + '"', allowed);
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
