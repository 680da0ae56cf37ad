package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0 s, 1 second",
        "0, 0 s, 1 second",
        "59, 59 s, 59 seconds",
        "60, 1 min 0 s, 1 minute",
        "192, 3 min 12 s, 3 minutes 12 seconds",
        "3600, 1 h 0 min, 1 hour",
        "86399, 23 h 59 min, 23 hours 59 minutes",
        "90000, 1 d 1 h, 1 day 1 hour"
    })
    void aTableAndASentenceSayTheTwoLargestParts(long seconds, String brief, String words) {
        assertThat(Durations.brief(Duration.ofSeconds(seconds))).isEqualTo(brief);
        assertThat(Durations.inWords(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
