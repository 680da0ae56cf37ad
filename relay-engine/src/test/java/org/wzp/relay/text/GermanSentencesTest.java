package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RoomPolicy;

/** Everything that a window says for the engine is said in German too. */
class GermanSentencesTest {
    private static final Speech GERMAN = Speech.of(Locale.GERMAN);

    private static <T> void assertAllAreInGerman(List<T> all, BiFunction<T, Speech, String> words) {
        assertThat(all).isNotEmpty().allSatisfy(one -> {
            String german = words.apply(one, GERMAN);
            String english = words.apply(one, Speech.ENGLISH);
            assertThat(german).as(String.valueOf(one)).isNotBlank().isNotEqualTo(english);
            assertThat(List.of(german, english)).as(String.valueOf(one)).allSatisfy(sentence -> assertThat(sentence)
                    .doesNotContain("{", "}", "''", "  ")
                    .isEqualTo(sentence.strip()));
        });
    }

    private static boolean isNothingWrong(Notice notice) {
        return notice instanceof Notice.NoLink link && link.problem().kind() == FederationStatus.Problem.NONE
                || notice instanceof Notice.LinkTrouble trouble
                        && trouble.problem().kind() == FederationStatus.Problem.NONE;
    }

    @Test
    void whatNeedsTheOperator() {
        assertAllAreInGerman(
                Samples.of(Notice.class).stream()
                        .filter(notice -> !(notice instanceof Notice.Told))
                        .filter(notice -> !isNothingWrong(notice))
                        .toList(),
                NoticeWords::of);
        assertThat(NoticeWords.of(new Notice.Told("The disk is full."), GERMAN)).isEqualTo("The disk is full.");
    }

    @Test
    void whyPacketsWereDropped() {
        assertAllAreInGerman(Samples.of(DropCause.class), DropWords::of);
    }

    @Test
    void whatCommandsDid() {
        List<Outcome> done = Samples.of(Effect.class).stream()
                .<Outcome>map(effect -> new Outcome.Done(effect, Optional.empty()))
                .toList();
        assertAllAreInGerman(done, OutcomeWords::of);
        assertAllAreInGerman(done, OutcomeWords::ofUndo);
    }

    @Test
    void whyThereWasNothingToDo() {
        assertAllAreInGerman(
                Samples.of(AlreadySo.class).stream()
                        .<Outcome>map(Outcome.NothingToDo::new)
                        .toList(),
                OutcomeWords::of);
    }

    @Test
    void whyACommandWasNotCarriedOut() {
        assertAllAreInGerman(
                Samples.of(Objection.class).stream()
                        // told as the start tells it
                        .filter(objection -> !(objection instanceof Objection.HomeUnusable))
                        .<Outcome>map(Outcome.Refused::new)
                        .toList(),
                OutcomeWords::of);
    }

    @Test
    void whySomebodyWasTurnedAway() {
        assertAllAreInGerman(
                Samples.of(Denial.class).stream()
                        .filter(denial -> !(denial instanceof Denial.NotAllowed not
                                && not.rule().policy() == RoomPolicy.OPEN))
                        .toList(),
                DenialWords::of);
    }

    @Test
    void whatTheSystemSaysOfAFile() {
        List<FileTrouble> known = Samples.of(FileTrouble.class).stream()
                .filter(trouble -> trouble != FileTrouble.OTHER)
                .toList();
        assertAllAreInGerman(known, (trouble, speech) -> FileWords.what(trouble, "/srv/relay", speech));
        assertAllAreInGerman(Samples.of(FileTrouble.class), FileWords::remedy);
    }

    @Test
    void sentencesAreWholeInGerman() {
        Person anna = new Person("518e:b935:62fa:9e34:e59c:28b6:7fc2:d384", "Anna");
        assertThat(OutcomeWords.of(
                        new Outcome.Done(new ModerationEffect.Removed(List.of(anna), "lobby", 2), Optional.empty()),
                        GERMAN))
                .isEqualTo("Anna (518e:b935) wurde aus lobby entfernt und kann gleich wiederkommen."
                        + " 2 Personen waren schon gegangen.");
        assertThat(DenialWords.of(new Denial.Full(Refusal.RELAY_FULL, 2_322), GERMAN))
                .isEqualTo("alle Plätze sind besetzt (Grenze 2.322)");
    }
}
