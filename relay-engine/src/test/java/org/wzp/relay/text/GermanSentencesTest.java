package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.api.ConfigMistake;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.TextPlace;

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

    /** A relay that does not start says why in sentences that were made before they had a language. */
    private static boolean isToldBySomebody(FailureCause why) {
        return switch (why) {
            case FailureCause.Told _ -> true;
            case FailureCause.Configuration of -> isToldBySomebody(of.mistake());
            case FailureCause.CommandLine of -> of.what() instanceof Misfit.Told;
            default -> false;
        };
    }

    private static boolean isToldBySomebody(ConfigMistake mistake) {
        return switch (mistake.what()) {
            case ConfigMistake.Told _ -> mistake.place().isEmpty();
            case ConfigMistake.Key key ->
                key.what() instanceof Misfit.Told && mistake.place().isEmpty();
            case ConfigMistake.Table _, ConfigMistake.NoText _, ConfigMistake.NoToml _ -> false;
        };
    }

    @Test
    void whyARelayDoesNotRun() {
        assertAllAreInGerman(
                Samples.of(FailureCause.class).stream()
                        .filter(why -> !isToldBySomebody(why))
                        .toList(),
                StartWords::of);
        assertThat(StartWords.of(
                        new FailureCause.Address(FailureCause.Address.Trouble.TAKEN, "0.0.0.0", 4_433, ""), GERMAN))
                .isEqualTo(
                        "UDP 0.0.0.0 Port 4433 hat schon ein anderes Programm, vielleicht ein anderes Relay. Halten Sie"
                                + " jenes an, oder wählen Sie einen anderen Port (listen_addr).");
        assertThat(StartWords.of(
                        new FailureCause.NoFolder(List.of(
                                new FailureCause.NoFolder.Tried("/tmp", FailureCause.NoFolder.Fault.NO_PROGRAMS, ""))),
                        GERMAN))
                .contains("auspacken in /tmp (Programme dürfen von dort nicht laufen).");
    }

    @Test
    void whatIsWrongInAFile() {
        assertAllAreInGerman(
                Samples.of(Misfit.class).stream()
                        .filter(misfit -> !(misfit instanceof Misfit.Told))
                        .toList(),
                MisfitWords::of);
        assertAllAreInGerman(
                Samples.of(ConfigMistake.class).stream()
                        .filter(mistake -> !isToldBySomebody(mistake))
                        .toList(),
                MistakeWords::of);
        assertThat(MistakeWords.of(
                        new ConfigMistake(
                                "/srv/relay.toml",
                                Optional.of(new TextPlace(3, 1)),
                                new ConfigMistake.Key("max_sessions", new Misfit.NoWholeNumber(1, 1_000_000))),
                        GERMAN))
                .isEqualTo(
                        "/srv/relay.toml, Zeile 3, Spalte 1: max_sessions muss eine ganze Zahl von 1 bis 1000000 sein.");
    }

    @Test
    void whatIsWrongWithAnAuditLog() {
        assertAllAreInGerman(Samples.of(AuditProblem.class), AuditProblemWords::of);
    }

    @Test
    void whatNeedsTheOperator() {
        assertAllAreInGerman(
                Samples.of(Notice.class).stream()
                        .filter(notice -> !(notice instanceof Notice.Told))
                        .filter(notice -> !isNothingWrong(notice))
                        .filter(notice -> !(notice instanceof Notice.Failed failed && isToldBySomebody(failed.why())))
                        .filter(notice -> !(notice instanceof Notice.NoEffect odd && isToldBySomebody(odd.what())))
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
                        .filter(objection -> !(objection instanceof Objection.HomeUnusable home
                                && isToldBySomebody(home.whyNoStart())))
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
