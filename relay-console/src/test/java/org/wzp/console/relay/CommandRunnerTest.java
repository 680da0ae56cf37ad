package org.wzp.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;

class CommandRunnerTest {
    private static final Outcome REFUSED = new Outcome.Refused(new Objection.NotRunning());

    private final List<OperatorCommand> carriedOut = new ArrayList<>();
    private final CommandRunner commands = new CommandRunner(this::execute, Runnable::run, Runnable::run);

    private @Nullable Outcome trouble;
    private @Nullable Error fault;

    private Outcome execute(String actor, OperatorCommand command) {
        carriedOut.add(command);
        if (fault != null) {
            throw fault;
        }
        if (trouble != null) {
            return trouble;
        }
        return switch (command) {
            case SetRoomPolicy set
            when set.policy() == RoomPolicy.CLOSED -> changed(set.room(), RoomPolicy.OPEN, RoomPolicy.CLOSED);
            case SetRoomPolicy set -> changed(set.room(), RoomPolicy.CLOSED, RoomPolicy.OPEN);
            default -> REFUSED;
        };
    }

    private static Outcome changed(String room, RoomPolicy before, RoomPolicy after) {
        return new Outcome.Done(
                new AccessEffect.PolicySet(
                        new RuleChange.PolicySet(
                                new RoomRule(room, before, List.of()), new RoomRule(room, after, List.of())),
                        0),
                new SetRoomPolicy(room, before));
    }

    @Test
    void undoRunsTheInversesLastFirst() {
        commands.carryOut(
                List.of(new SetRoomPolicy("a", RoomPolicy.CLOSED), new SetRoomPolicy("b", RoomPolicy.CLOSED)));
        assertThat(commands.undoable().get()).isTrue();
        carriedOut.clear();
        commands.undo();
        assertThat(carriedOut)
                .containsExactly(new SetRoomPolicy("b", RoomPolicy.OPEN), new SetRoomPolicy("a", RoomPolicy.OPEN));
    }

    @Test
    void undoingIsNotUndoneInTurn() {
        commands.carryOut(new SetRoomPolicy("a", RoomPolicy.CLOSED));
        commands.undo();
        assertThat(commands.undoable().get()).isFalse();
        carriedOut.clear();
        commands.undo();
        assertThat(carriedOut).isEmpty();
    }

    @Test
    void whatIsTakenBackIsAsItWasAgain() {
        commands.carryOut(new SetRoomPolicy("a", RoomPolicy.CLOSED));
        commands.undo();
        assertThat(commands.report().get().text()).isEqualTo("Undone: a is open to everyone again.");
    }

    @Test
    void aGermanWindowTellsInGermanWhatTheAuditLogHasInEnglish() {
        Texts.speak(Language.GERMAN);
        try {
            commands.carryOut(new SetRoomPolicy("a", RoomPolicy.CLOSED));
            assertThat(commands.report().get().text()).isEqualTo("Niemand Neues kann jetzt a betreten.");
            assertThat(commands.acts().get().getFirst().done()).singleElement().satisfies(done -> {
                assertThat(done.told()).isEqualTo("Niemand Neues kann jetzt a betreten.");
                assertThat(done.written()).isEqualTo("Nobody new can join a now.");
            });
            commands.undo();
            assertThat(commands.report().get().text()).isEqualTo("Zurückgenommen: a ist wieder für alle offen.");
        } finally {
            Texts.speak(Language.ENGLISH);
        }
    }

    @Test
    void takingBackAnOlderActTakesBackTheNewerOnesBeforeIt() {
        for (String room : List.of("a", "b", "c")) {
            commands.carryOut(new SetRoomPolicy(room, RoomPolicy.CLOSED));
        }
        carriedOut.clear();
        commands.undoTo(commands.acts().get().get(1).id());
        assertThat(carriedOut)
                .containsExactly(new SetRoomPolicy("c", RoomPolicy.OPEN), new SetRoomPolicy("b", RoomPolicy.OPEN));
        assertThat(commands.acts().get()).singleElement().satisfies(left -> assertThat(left.inverses())
                .containsExactly(new SetRoomPolicy("a", RoomPolicy.OPEN)));
    }

    /** On a full disk, for instance. */
    @Test
    void whatCouldNotBeTakenBackForTheMomentCanBeLater() {
        commands.carryOut(new SetRoomPolicy("a", RoomPolicy.CLOSED));
        trouble = new Outcome.Refused(new Objection.NotWritten("console.toml", FileTrouble.DISK_FULL, ""));
        commands.undo();
        assertThat(commands.report().get().text()).contains("the disk is full");
        assertThat(commands.undoable().get()).isTrue();
        trouble = null;
        commands.undo();
        assertThat(commands.report().get().text()).isEqualTo("Undone: a is open to everyone again.");
        assertThat(commands.undoable().get()).isFalse();
    }

    @Test
    void aFaultOfTheRelayIsToldAndTheOtherCommandsAreCarriedOut() {
        fault = new StackOverflowError("on purpose");
        commands.carryOut(
                List.of(new SetRoomPolicy("a", RoomPolicy.CLOSED), new SetRoomPolicy("b", RoomPolicy.CLOSED)));
        assertThat(carriedOut).hasSize(2);
        assertThat(commands.report().get().refused()).isTrue();
        assertThat(commands.report().get().text()).contains("on purpose");
    }

    @Test
    void aRefusalIsReportedAndLeavesNothingToUndo() {
        commands.carryOut(new LiftBan(7));
        assertThat(commands.report().get()).isEqualTo(new CommandRunner.Report(List.of(REFUSED), false, false));
        assertThat(commands.undoable().get()).isFalse();
    }
}
