package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;
import static org.wzp.console.Snapshots.sent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.AccessCommand.LockRoom;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelaySnapshot;

class RoomsViewModelTest {
    private final List<OperatorCommand> commands = new ArrayList<>();
    private final RoomsViewModel model = new RoomsViewModel(new CommandRunner(
            (actor, command) -> {
                commands.add(command);
                return new Outcome.NothingToDo(new AlreadySo.NoSuchBan());
            },
            Runnable::run,
            Runnable::run));

    private List<String> roomNames() {
        return model.rooms().handles().stream().map(Handle::key).toList();
    }

    @Test
    void thePeopleOfTheSelectedRoomFollowIt() {
        model.show(running(1, NOON, room("lobby", person(1, "Anna")), room("attic", person(2, "Ben"))));
        model.rooms().selection().choose("attic");
        assertThat(model.people().handles()).extracting(Handle::key).containsExactly(2L);
        model.show(running(2, NOON, room("lobby", person(1, "Anna"))));
        assertThat(model.people().handles()).isEmpty();
        assertThat(model.room().get()).isEmpty();
    }

    @Test
    void aRoomWhereNothingIsMeasuredSaysOnlyHowManyAreInIt() {
        assertThat(RoomWords.summary(room("lobby", person(1, "Anna"), person(2, "Ben"))))
                .isEqualTo("2 people");
    }

    @Test
    void aFilterFindsRoomsByThePeopleInThem() {
        model.show(running(1, NOON, room("lobby", person(1, "Anna")), room("attic", person(2, "Ben"))));
        model.rooms().filter().text().set("ann");
        assertThat(roomNames()).containsExactly("lobby");
        model.rooms().filter().text().set("ATTIC");
        assertThat(roomNames()).containsExactly("attic");
        model.rooms().filter().text().set("nobody");
        assertThat(roomNames()).isEmpty();
        assertThat(model.rooms().hidesAll()).isTrue();
        assertThat(model.rooms().filter().count().get()).startsWith("0 of ");
    }

    @Test
    void someoneWhoComesLaterIsFilteredToo() {
        model.rooms().filter().text().set("ben");
        model.show(running(1, NOON, room("lobby", person(1, "Anna"))));
        assertThat(roomNames()).isEmpty();
        model.show(running(2, NOON, room("lobby", person(1, "Anna"), person(2, "Ben"))));
        assertThat(roomNames()).containsExactly("lobby");
    }

    @Test
    void anEmptyRelaySaysTheRealAddressThatWouldFillIt() {
        model.show(running(1, NOON));
        assertThat(model.noRooms().get()).contains("192.168.1.20:4433");
        model.show(RelaySnapshot.stopped(NOON));
        assertThat(model.noRooms().get()).contains("not running");
    }

    @Test
    void aRemovalIsOneCommandThatNamesEachPersonWithReasonAndTerm() {
        model.show(running(1, NOON, room("lobby", person(7, "Anna"), person(8, ""))));
        model.rooms().selection().choose("lobby");
        model.people().selection().choose(List.of(7L, 8L));
        RemovalDraft draft = model.removal();
        draft.reason().set("  shouting ");
        draft.scope().set(RemovalDraft.Scope.ROOM);
        assertThat(draft.buttonText().getValue()).isEqualTo("Remove 2 people");
        assertThat(draft.title()).isEqualTo("Remove 2 people from lobby");
        model.remove(draft);
        assertThat(commands)
                .containsExactly(
                        new Kick(List.of(7L, 8L), "shouting", KeepOut.outOfRoom(new KeepOut.For(Duration.ofHours(1)))));
    }

    @Test
    void theButtonCountsWhomTheAddressMeetsAsWell() {
        model.show(running(
                1,
                NOON,
                room("lobby", person(1, "Anna"), person(2, "Ben"), person(3, "Cleo")),
                room("attic", person(4, "Dora"))));
        model.rooms().selection().choose("lobby");
        model.people().selection().choose(2L);
        RemovalDraft draft = model.removal();
        draft.addressToo().set(true);
        assertThat(draft.buttonText().getValue()).as("kept out of nothing").isEqualTo("Remove Ben");
        draft.scope().set(RemovalDraft.Scope.ROOM);
        assertThat(draft.buttonText().getValue()).isEqualTo("Remove Ben and 2 others");
        draft.scope().set(RemovalDraft.Scope.RELAY);
        assertThat(draft.buttonText().getValue()).isEqualTo("Remove Ben and 3 others");
        draft.addressToo().set(false);
        assertThat(draft.buttonText().getValue()).isEqualTo("Remove Ben");
    }

    @Test
    void whoSharesANameIsCalledByTheKeyAsWell() {
        model.show(running(1, NOON, room("lobby", person(1, "Anna"), person(2, " Anna"), person(3, "Ben"))));
        model.rooms().selection().choose("lobby");
        assertThat(model.people().handles().stream().map(row -> model.nameOf(row.value())))
                .containsExactlyInAnyOrder("Anna (0001:0000)", "Anna (0002:0000)", "Ben");
        model.show(running(2, NOON, room("lobby", person(1, "Anna"), person(3, "Ben"))));
        assertThat(model.people().handles().stream().map(row -> model.nameOf(row.value())))
                .containsExactlyInAnyOrder("Anna", "Ben");
    }

    @Test
    void ofWhoReportsNothingTheWindowSaysWhatTheRelayKnows() {
        assertThat(PersonWords.linkText(person(1, "Anna"))).isEqualTo("hears nobody yet");
        assertThat(PersonWords.linkText(sent(person(1, "Anna"), 50, 0, 0))).isEqualTo("not measured yet");
        assertThat(PersonWords.linkText(sent(person(1, "Anna"), 50, 9, 0))).isEqualTo("not measured yet");
        assertThat(PersonWords.linkText(sent(person(1, "Anna"), 50, 9, 9))).isEqualTo("hears nothing");
    }

    @Test
    void aRemovalWithoutAReasonMakesNoneUp() {
        model.show(running(1, NOON, room("lobby", person(7, "Anna"))));
        model.rooms().selection().choose("lobby");
        model.people().selection().choose(7L);
        RemovalDraft draft = model.removal();
        assertThat(draft.title()).isEqualTo("Remove Anna from lobby");
        assertThat(draft.commands()).containsExactly(new Kick(7, "", KeepOut.nothing()));
    }

    @Test
    void keepingToThoseInsideIsOneCommand() {
        model.show(running(1, NOON, room("lobby", person(1, "Anna"), person(2, "Ben"))));
        model.rooms().selection().choose("lobby");
        model.keepToThoseInside();
        assertThat(commands)
                .containsExactly(new LockRoom(
                        "lobby",
                        List.of(person(1, "").fingerprint(), person(2, "").fingerprint())));
    }

    @Test
    void activityTakesOneValueASecondAndForgetsWhoLeft() {
        model.show(running(1, NOON, room("lobby", person(1, "Anna", 40))));
        model.show(running(2, NOON.plusMillis(250), room("lobby", person(1, "Anna", 99))));
        model.show(running(3, NOON.plusSeconds(1), room("lobby", person(1, "Anna", 50))));
        double[] values = model.activity().of(1);
        assertThat(values[ActivityHistory.LENGTH - 1]).isEqualTo(50);
        assertThat(values[ActivityHistory.LENGTH - 2]).isEqualTo(40);
        model.show(running(4, NOON.plusSeconds(2)));
        assertThat(model.activity().of(1)).containsOnly(0);
    }
}
