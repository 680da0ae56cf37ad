package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.wzp.relay.api.Misfit;

/**
 * @param least the smallest value
 * @param most the largest one
 * @param unit what is counted, in the plural
 */
record WholeNumber(int least, int most, String unit) implements SettingType<Integer> {
    @Override
    public Integer ofToml(JsonNode value) throws Unfit {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || !fits(value.intValue())) {
            throw other();
        }
        return value.intValue();
    }

    @Override
    public Integer ofText(String text) throws Unfit {
        try {
            int value = Integer.parseInt(text);
            if (fits(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw other();
        }
        throw other();
    }

    private Unfit other() {
        return new Unfit(new Misfit.NoWholeNumber(least, most));
    }

    private boolean fits(int value) {
        return value >= least && value <= most;
    }

    @Override
    public String toml(Integer value) {
        return value.toString();
    }

    @Override
    public void check(Integer value) throws Unfit {
        if (!fits(value)) {
            throw new Unfit(new Misfit.OutOfRange(value.toString(), least, most));
        }
    }

    @Override
    public String range() {
        return least + " to " + most + " " + unit;
    }
}
