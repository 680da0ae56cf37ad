package org.wzp.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RoomPolicy;

class CommandRunnerTest {
    private final List<OperatorCommand> carriedOut = new ArrayList<>();
    private final CommandRunner commands = new CommandRunner(this::execute, Runnable::run, Runnable::run);

    private Outcome execute(String actor, OperatorCommand command) {
        carriedOut.add(command);
        return switch (command) {
            case SetRoomPolicy set
            when set.policy() == RoomPolicy.CLOSED ->
                new Outcome.Done("closed", Optional.of(new SetRoomPolicy(set.room(), RoomPolicy.OPEN)));
            case SetRoomPolicy set ->
                new Outcome.Done("opened", Optional.of(new SetRoomPolicy(set.room(), RoomPolicy.CLOSED)));
            default -> new Outcome.Refused("no such ban");
        };
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
    void aRefusalIsReportedAndLeavesNothingToUndo() {
        commands.carryOut(new LiftBan(7));
        assertThat(commands.report().get())
                .isEqualTo(new CommandRunner.Report(List.of(new Outcome.Refused("no such ban")), false));
        assertThat(commands.undoable().get()).isFalse();
    }
}
