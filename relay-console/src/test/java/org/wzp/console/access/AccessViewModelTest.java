package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.EntryAsker;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

class AccessViewModelTest {
    private static final ParticipantStatus ANNA = Snapshots.person(1, "Anna");
    private static final ParticipantStatus BEN = Snapshots.person(2, "Ben");
    private static final RoomRule TEAMS =
            new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew", BEN.fingerprint()));
    private static final RoomRule BLUE =
            new RoomRule("team-blue", RoomPolicy.ALLOW_LIST, List.of("@crew", BEN.fingerprint()));

    private final AccessViewModel model = new AccessViewModel(
            new CommandRunner(
                    (actor, command) -> new Outcome.NothingToDo(new AlreadySo.NoSuchBan()),
                    Runnable::run,
                    Runnable::run),
            new EntryAsker(
                    query -> new EntryAnswer.Unanswered(new Objection.NotRunning()), Runnable::run, Runnable::run),
            Runnable::run,
            Runnable::run,
            ZoneOffset.UTC);

    private void show(String roomOfAnna, String roomOfBen) {
        RelaySnapshot base =
                Snapshots.running(1, Snapshots.NOON, Snapshots.room(roomOfAnna, ANNA), Snapshots.room(roomOfBen, BEN));
        AccessStatus access = new AccessStatus(
                List.of(TEAMS, BLUE), List.of(), List.of(new KnownPerson(ANNA.fingerprint(), "", "", List.of("crew"))));
        model.show(Snapshots.with(base, access, base.contention()));
    }

    @Test
    void whoIsInARoomOfThePatternWillBeDisconnectedWhenTheyOrTheirGroupAreTakenOffItsList() {
        show("team-red", "team-blue");
        assertThat(model.removalText(TEAMS, "@crew")).isEqualTo("@crew: inside, will be disconnected");
        assertThat(model.removalText(TEAMS, BEN.fingerprint()))
                .as("Ben's room has a rule of its own")
                .doesNotContain("inside");
        assertThat(model.removalText(BLUE, BEN.fingerprint())).endsWith(": inside, will be disconnected");
        assertThat(model.removalText(BLUE, "@crew")).isEqualTo("@crew");
    }

    private void showBans(List<RoomRule> rules, Ban... bans) {
        RelaySnapshot base = Snapshots.running(1, Snapshots.NOON);
        model.show(Snapshots.with(base, new AccessStatus(rules, List.of(bans)), base.contention()));
    }

    private static Ban banOnBen(Optional<String> room) {
        return new Ban(
                1, new BanTarget.Identity(BEN.fingerprint()), room, "noise", "me", Snapshots.NOON, Optional.empty(), 0);
    }

    @Test
    void whoIsOnAListAndBannedAllTheSameIsMarkedThere() {
        RoomRule rule = new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of(ANNA.fingerprint(), BEN.fingerprint()));
        showBans(List.of(rule));
        assertThat(model.allowedText(rule)).doesNotContain("banned");
        for (Optional<String> where : List.of(Optional.of("team-red"), Optional.<String>empty())) {
            showBans(List.of(rule), banOnBen(where));
            assertThat(model.allowedText(rule))
                    .as("in sight, so first")
                    .matches("[^,]+ – banned, [^,]+")
                    .startsWith(BEN.fingerprint().substring(0, 9));
        }
        showBans(List.of(rule), banOnBen(Optional.of("lobby")));
        assertThat(model.allowedText(rule)).as("of another room").doesNotContain("banned");
        assertThat(model.people().handles().stream().map(Handle::value))
                .extracting(PersonRow::fingerprint, PersonRow::banned, PersonRow::whole)
                .containsExactlyInAnyOrder(
                        tuple(ANNA.fingerprint(), "", "team-*"),
                        tuple(BEN.fingerprint(), "lobby", "team-*; banned: lobby"));
    }

    @Test
    void whoIsOnAListByTheirGroupAndBannedAllTheSameIsNamedBehindTheGroup() {
        RoomRule rule = new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of(ANNA.fingerprint(), "@crew"));
        RelaySnapshot base = Snapshots.running(1, Snapshots.NOON);
        List<KnownPerson> crew = List.of(
                new KnownPerson(BEN.fingerprint(), "Ben", "", List.of("crew")),
                new KnownPerson(ANNA.fingerprint(), "Anna", "", List.of("board")));
        model.show(Snapshots.with(
                base, new AccessStatus(List.of(rule), List.of(banOnBen(Optional.empty())), crew), base.contention()));
        assertThat(model.allowedText(rule))
                .as("in sight, so first")
                .isEqualTo("@crew – of them banned: Ben (" + BEN.fingerprint().substring(0, 9) + "), Anna ("
                        + ANNA.fingerprint().substring(0, 9) + ")");
        model.show(Snapshots.with(
                base,
                new AccessStatus(List.of(rule), List.of(banOnBen(Optional.of("lobby"))), crew),
                base.contention()));
        assertThat(model.allowedText(rule)).as("of another room").doesNotContain("banned");
    }

    @Test
    void whatHoldsForTheOtherRoomsIsSaidWhileThereAreRules() {
        showBans(List.of());
        assertThat(model.rest().get()).as("the empty table says it").isEmpty();
        showBans(List.of(BLUE));
        assertThat(model.rest().get()).isEqualTo("Everyone who is not banned may join rooms without a rule.");
        showBans(List.of(BLUE, new RoomRule("*", RoomPolicy.CLOSED, List.of())));
        assertThat(model.rest().get()).isEqualTo("For rooms without a rule of their own, * holds: Nobody new.");
    }

    @Test
    void ofEachPersonTheListsThatTheyOrTheirGroupsAreOnAreTold() {
        show("team-red", "lobby");
        assertThat(model.people().handles().stream().map(Handle::value))
                .extracting(PersonRow::fingerprint, PersonRow::rooms)
                .containsExactlyInAnyOrder(
                        tuple(ANNA.fingerprint(), "team-*, team-blue"), tuple(BEN.fingerprint(), "team-*, team-blue"));
    }
}
