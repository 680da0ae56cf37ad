package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.wzp.relay.api.Misfit;

/** Yes or no. */
record OnOff() implements SettingType<Boolean> {
    private static final String ALLOWED = "true or false";

    @Override
    public Boolean ofToml(JsonNode value) throws Unfit {
        if (!value.isBoolean()) {
            throw new Unfit(Misfit.Plain.NO_SWITCH);
        }
        return value.booleanValue();
    }

    @Override
    public Boolean ofText(String text) throws Unfit {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit(new Misfit.NoneOf(TextType.shown(text), choices()));
        };
    }

    @Override
    public String toml(Boolean value) {
        return value.toString();
    }

    @Override
    public void check(Boolean value) {
        // there is no other
    }

    @Override
    public List<String> choices() {
        return List.of("true", "false");
    }

    @Override
    public String range() {
        return ALLOWED;
    }

    @Override
    public String unit() {
        return "";
    }
}
