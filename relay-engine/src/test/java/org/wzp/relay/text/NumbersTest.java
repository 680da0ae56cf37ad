package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void whatIsNotKnownIsADash() {
        assertThat(Numbers.decimal(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.decimal(Double.NaN, 2)).isEqualTo("–");
        assertThat(Numbers.whole(Double.NaN)).isEqualTo("–");
        assertThat(Speech.ENGLISH.percent(Double.NaN)).isEqualTo("–");
    }

    @Test
    void numbersLoseTheirDecimalsWhenTheyGrow() {
        assertThat(Numbers.decimal(1.25)).isEqualTo("1.3");
        assertThat(Numbers.decimal(99.94)).isEqualTo("99.9");
        assertThat(Numbers.decimal(99.96)).isEqualTo("100");
        assertThat(Numbers.decimal(-99.96)).isEqualTo("-100");
        assertThat(Numbers.whole(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.whole(1_234_567.5)).isEqualTo("1,234,568");
        assertThat(Numbers.decimal(1_234.567, 2)).isEqualTo("1,234.57");
    }

    @Test
    void unitsOfOtherSizesAreConverted() {
        assertThat(Speech.ENGLISH.percent(0.055)).isEqualTo("5.5");
        assertThat(Speech.ENGLISH.kilobits(24_000)).isEqualTo("24.0");
        assertThat(Numbers.millis(3_250_000)).isEqualTo("3.3");
        assertThat(Numbers.millis(1_234_000_000)).isEqualTo("1,234");
    }
}
