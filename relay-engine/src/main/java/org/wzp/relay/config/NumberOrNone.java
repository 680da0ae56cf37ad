package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * A number that follows from other settings as long as nobody sets it.
 *
 * @param set what it may be when somebody does
 */
record NumberOrNone(WholeNumber set) implements SettingType<OptionalInt> {
    @Override
    public OptionalInt ofToml(JsonNode value) throws Unfit {
        return OptionalInt.of(set.ofToml(value));
    }

    @Override
    public OptionalInt ofText(String text) throws Unfit {
        return OptionalInt.of(set.ofText(text));
    }

    @Override
    public String toml(OptionalInt value) {
        return value.isPresent() ? set.toml(value.getAsInt()) : "";
    }

    @Override
    public void check(OptionalInt value) throws Unfit {
        if (value.isPresent()) {
            set.check(value.getAsInt());
        }
    }

    @Override
    public String range() {
        return set.range();
    }

    @Override
    public String unit() {
        return set.unit();
    }
}
