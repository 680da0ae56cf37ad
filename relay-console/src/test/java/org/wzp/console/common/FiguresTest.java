package org.wzp.console.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.Bidi;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "192, 3 min 12 s",
        "3600, 1 h 0 min",
        "86399, 23 h 59 min",
        "90000, 1 d 1 h"
    })
    void durationsAreSaidInTheirTwoLargestParts(long seconds, String words) {
        assertThat(Figures.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void whatIsNotKnownIsADash() {
        assertThat(Figures.decimal(Double.NaN)).isEqualTo("–");
        assertThat(Figures.whole(Double.NaN)).isEqualTo("–");
    }

    @Test
    void numbersLoseTheirDecimalsWhenTheyGrow() {
        assertThat(Figures.decimal(1.25)).isEqualTo("1.3");
        assertThat(Figures.decimal(99.94)).isEqualTo("99.9");
        assertThat(Figures.decimal(99.96)).isEqualTo("100");
        assertThat(Figures.whole(1234567)).isEqualTo("1,234,567");
    }

    @Test
    void addressesOfTheSixthVersionStandInBrackets() throws Exception {
        assertThat(Figures.address(new InetSocketAddress(InetAddress.getByName("::1"), 4433)))
                .isEqualTo("[0:0:0:0:0:0:0:1]:4433");
    }

    @Test
    void aNameFromTheNetworkCannotTurnTheTextAround() {
        assertThat(Figures.person("An\u202Ena", "cafe:0000")).isEqualTo("An\\u{202e}na");
        assertThat(Figures.person(" ", "cafe:beef:0000")).isEqualTo("cafe:beef");
        assertThat(Figures.person("x".repeat(500), "").length()).isLessThan(50);
    }

    @Test
    void aNameInHebrewOrArabicLettersDoesNotTurnASentence() {
        for (String name : List.of("\u05e9\u05dc\u05d5\u05dd", "\u0633\u0644\u0627\u0645")) {
            String sentence = name + " (cafe:beef) will be disconnected.";
            assertThat(new Bidi(sentence, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight())
                    .isFalse();
            assertThat(new Bidi(Figures.sentence(sentence), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight())
                    .isTrue();
        }
        assertThat(Figures.sentence("Anna will be disconnected.")).isEqualTo("Anna will be disconnected.");
    }
}
