package org.wzp.relay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.wzp.relay.api.Misfit;

/**
 * A time as a whole number.
 *
 * @param number in {@code of}
 * @param of {@link ChronoUnit#SECONDS} or {@link ChronoUnit#MILLIS}
 */
record Span(WholeNumber number, ChronoUnit of) implements SettingType<Duration> {
    static Span seconds(int least, int most) {
        return new Span(new WholeNumber(least, most, "seconds"), ChronoUnit.SECONDS);
    }

    static Span millis(int least, int most) {
        return new Span(new WholeNumber(least, most, "milliseconds"), ChronoUnit.MILLIS);
    }

    @Override
    public Duration ofToml(JsonNode value) throws Unfit {
        return Duration.of(number.ofToml(value), of);
    }

    @Override
    public Duration ofText(String text) throws Unfit {
        return Duration.of(number.ofText(text), of);
    }

    @Override
    public String toml(Duration value) {
        return String.valueOf(number(value));
    }

    private long number(Duration value) {
        return value.dividedBy(of.getDuration());
    }

    @Override
    public String shown(Duration value) {
        return toml(value) + " " + (of == ChronoUnit.SECONDS ? "s" : "ms");
    }

    @Override
    public void check(Duration value) throws Unfit {
        boolean tooShort = value.isNegative() || (number.least() > 0 && value.isZero());
        if (tooShort || value.compareTo(Duration.of(number.most(), of)) > 0) {
            boolean whole = Duration.of(number(value), of).equals(value);
            throw new Unfit(new Misfit.NoTime(
                    whole ? shown(value) : value.toMillis() + " ms",
                    number.least() == 0,
                    number.most(),
                    of == ChronoUnit.SECONDS ? Misfit.NoTime.Unit.SECONDS : Misfit.NoTime.Unit.MILLIS));
        }
    }

    @Override
    public String range() {
        return number.range();
    }

    @Override
    public String unit() {
        return number.unit();
    }
}
