package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:05:07Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void momentsReadAlikeWhateverTheMachinesLanguageIs() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(Speech.ENGLISH.moment(NOON, BERLIN)).isEqualTo("26 Nov 2026, 13:05");
        assertThat(Moments.second(NOON, BERLIN)).isEqualTo("13:05:07");
        assertThat(Moments.utc(NOON, NOON.minusSeconds(3_600))).isEqualTo("12:05 UTC");
        assertThat(Moments.utc(NOON, NOON.minusSeconds(86_400))).isEqualTo("2026-11-26 12:05 UTC");
    }

    @Test
    void whatIsWrittenCanBeTyped() {
        LocalDate day = LocalDate.of(2026, 11, 6);
        for (Speech speech : List.of(Speech.ENGLISH, Speech.of(Locale.GERMAN))) {
            assertThat(speech.readDay(" " + speech.day(day) + " ")).contains(day);
            assertThat(speech.readDay("31 Feb")).isEmpty();
        }
        assertThat(Moments.readTime("9:30")).contains(LocalTime.of(9, 30));
        assertThat(Moments.readTime("24:61")).isEmpty();
    }
}
