package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.wzp.console.action.TermDraft;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.text.Durations;

/** W6: what has no end is "for good", and times are said in words. */
class W6ForGoodTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void eachChoiceOfATimeIsSaidAsItWillBe() {
        TermDraft term = new TermDraft(ZoneOffset.UTC, NOON);
        term.choice().set(TermDraft.Choice.FOR_GOOD);
        assertThat(term.words()).isEqualTo("for good");
        assertThat(term.term()).isEqualTo(new KeepOut.ForGood());
        term.choice().set(TermDraft.Choice.DAY);
        assertThat(term.words()).isEqualTo("for 1 day");
        assertThat(term.term()).isEqualTo(new KeepOut.For(Duration.ofDays(1)));
        term.choice().set(TermDraft.Choice.UNTIL);
        assertThat(term.words()).isEqualTo("until 26 Nov 2026, 12:00");
    }

    @Test
    void aMomentIsReadInTheOperatorsOwnZone() {
        TermDraft term = new TermDraft(ZoneId.of("Europe/Berlin"), NOON);
        term.choice().set(TermDraft.Choice.UNTIL);
        term.date().set(LocalDate.of(2026, 11, 25));
        term.time().set("13:00");
        assertThat(term.problem(NOON)).hasValue("That moment is over. Choose one to come.");
        term.time().set("13:01");
        assertThat(term.problem(NOON)).isEmpty();
        assertThat(term.term()).isEqualTo(new KeepOut.Until(NOON.plusSeconds(60)));
        term.time().set("25:00");
        assertThat(term.problem(NOON)).isPresent();
        term.date().set(null);
        assertThat(term.problem(NOON)).isPresent();
    }

    @Test
    void durationsAreWords() {
        assertThat(Durations.inWords(Duration.ofSeconds(1))).isEqualTo("1 second");
        assertThat(Durations.inWords(Duration.ofMinutes(5))).isEqualTo("5 minutes");
        assertThat(Durations.inWords(Duration.ofMinutes(90))).isEqualTo("1 hour 30 minutes");
        assertThat(Durations.inWords(Duration.ofDays(2))).isEqualTo("2 days");
        assertThat(Durations.inWords(Duration.ofSeconds(-3))).as("at least one").isEqualTo("1 second");
    }
}
