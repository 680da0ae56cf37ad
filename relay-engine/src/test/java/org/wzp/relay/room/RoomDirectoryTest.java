package org.wzp.relay.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wzp.relay.room.People.OPEN;
import static org.wzp.relay.room.People.egressOf;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.RoomDirectory.JoinOutcome;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

class RoomDirectoryTest {
    private final JournalOfEnds journal = new JournalOfEnds();
    private final RoomDirectory directory = new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), journal);
    private final People people = new People();

    @Test
    void aRoomIsThereExactlyWhileSomebodyIsInIt() {
        assertThat(directory.find("hall")).isEmpty();
        Participant anna = join("hall");
        assertThat(directory.find("hall")).get().extracting(Room::name).isEqualTo("hall");
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        assertThat(directory.find("hall")).isEmpty();
        assertThat(directory.rooms()).isEmpty();
    }

    @Test
    void aGlobalRoomSaysEachTimeThatSomebodyHasComeOrLeftHere() {
        RemoteSide side = new RemoteSide();
        AtomicInteger changes = new AtomicInteger();
        side.whenChangedHere(changes::incrementAndGet);
        directory.remotes(room -> room.equals("hall") ? side : RemoteSide.NONE);
        Participant anna = join("hall");
        assertThat(changes).hasValue(1);
        var _ = join("hall");
        assertThat(changes).hasValue(2);
        var _ = join("another");
        assertThat(changes).hasValue(2);
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        assertThat(changes).hasValue(3);
    }

    @Test
    void everybodyGetsTheRosterInJoinOrder() {
        Participant anna = join("hall");
        Participant ben = join("hall");
        SignalMessage.RoomUpdate both = roster(anna, ben);
        assertThat(egressOf(anna).rosters).containsExactly(roster(anna), both);
        assertThat(egressOf(ben).rosters).containsExactly(both);
    }

    @Test
    void aBurstOfChangesCostsASlowMemberOneRosterWithTheNewestState() {
        Participant anna = join("hall");
        egressOf(anna).holdTasks();
        Participant ben = join("hall");
        Participant cleo = join("hall");
        assertThat(directory.remove(ben, LeaveReason.LEFT)).isTrue();
        assertThat(egressOf(anna).heldTasks()).isEqualTo(1);
        egressOf(anna).runTasks();
        assertThat(egressOf(anna).rosters).containsExactly(roster(anna), roster(anna, cleo));
    }

    @Test
    void whoHasLeftGetsNoRosterThatWasStillWaiting() {
        Participant anna = join("hall");
        egressOf(anna).holdTasks();
        Participant ben = join("hall");
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        egressOf(anna).runTasks();
        assertThat(egressOf(anna).rosters).containsExactly(roster(anna));
        assertThat(egressOf(ben).rosters).containsExactly(roster(anna, ben), roster(ben));
    }

    @Test
    void theSameIdentityJoiningAgainReplacesTheOlderOneInOneStep() {
        Participant ben = join("hall");
        Participant older = people.known("fp-anna", new CountingEgress());
        Participant newer = people.known("fp-anna", new CountingEgress());
        enter("hall", older);
        enter("hall", newer);
        assertThat(members("hall")).containsExactly(ben, newer);
        assertThat(egressOf(older).endings).containsExactly(LeaveReason.REPLACED);
        assertThat(egressOf(ben).rosters)
                .as("no roster without anna in between")
                .containsExactly(roster(ben), roster(ben, older), roster(ben, newer));
        assertThat(directory.remove(older, LeaveReason.LEFT))
                .as("the older one's own end")
                .isFalse();
        assertThat(journal.lines)
                .containsExactly(
                        ben.id() + " joined hall",
                        older.id() + " joined hall",
                        older.id() + " REPLACED hall",
                        newer.id() + " joined hall");
    }

    @Test
    void unknownIdentitiesDoNotReplaceEachOther() {
        Participant one = people.known("", new CountingEgress());
        Participant two = people.known("", new CountingEgress());
        enter("hall", one);
        enter("hall", two);
        assertThat(members("hall")).containsExactly(one, two);
    }

    @Test
    void ofKickAndLeaveOneWins() {
        Participant anna = join("hall");
        Participant ben = join("hall");
        assertThat(directory.remove(anna, LeaveReason.KICKED)).isTrue();
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isFalse();
        assertThat(egressOf(anna).endings).containsExactly(LeaveReason.KICKED);
        assertThat(members("hall")).containsExactly(ben);
        assertThat(journal.lines).endsWith(anna.id() + " KICKED hall").hasSize(3);
    }

    @Test
    void whoeverLeavesByItselfIsNotClosedAgain() {
        Participant anna = join("hall");
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        assertThat(egressOf(anna).endings).isEmpty();
    }

    @Test
    void closingARoomPutsEverybodyOutAndTheNextOneStartsAfresh() {
        Participant anna = join("hall");
        Participant ben = join("hall");
        Room old = room("hall");
        assertThat(directory.empty(old, LeaveReason.ROOM_CLOSED)).isEqualTo(2);
        assertThat(old.membership().isClosed()).isTrue();
        assertThat(egressOf(anna).endings).containsExactly(LeaveReason.ROOM_CLOSED);
        assertThat(egressOf(ben).endings).containsExactly(LeaveReason.ROOM_CLOSED);
        assertThat(egressOf(ben).rosters).as("no roster of a room being closed").containsExactly(roster(anna, ben));
        assertThat(directory.empty(old, LeaveReason.ROOM_CLOSED)).as("again").isZero();
        join("hall");
        assertThat(room("hall")).isNotSameAs(old);
        assertThat(room("hall").membership().version())
                .as("a room that comes again does not go backwards")
                .isGreaterThan(old.membership().version());
    }

    @Test
    void aRefusalLeavesNoEmptyRoomBehind() {
        Participant anna = people.stranger(new CountingEgress());
        assertThat(directory.join("hall", anna, membership -> false)).isEqualTo(new JoinOutcome.Refused());
        assertThat(directory.rooms()).isEmpty();
        assertThat(journal.lines).isEmpty();
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isFalse();
    }

    @Test
    void anAdmissionThatFailsLeavesNoEmptyRoomBehind() {
        Participant anna = people.stranger(new CountingEgress());
        assertThatThrownBy(() -> directory.join("hall", anna, membership -> {
                    throw new IllegalStateException("no list");
                }))
                .hasMessage("no list");
        assertThat(directory.rooms()).isEmpty();
    }

    @Test
    void anAdmissionSeesTheMembershipThatItDecidesOn() {
        RoomDirectory.JoinCheck twoAtMost = membership -> membership.size() < 2;
        assertThat(directory.join("call-1", people.stranger(new CountingEgress()), twoAtMost))
                .isInstanceOf(JoinOutcome.Joined.class);
        assertThat(directory.join("call-1", people.stranger(new CountingEgress()), twoAtMost))
                .isInstanceOf(JoinOutcome.Joined.class);
        assertThat(directory.join("call-1", people.stranger(new CountingEgress()), twoAtMost))
                .isEqualTo(new JoinOutcome.Refused());
        assertThat(members("call-1")).hasSize(2);
    }

    @Test
    void aParticipantIsFoundByItsNumber() {
        join("hall");
        Participant ben = join("kitchen");
        assertThat(directory.participant(ben.id())).containsSame(ben);
        assertThat(directory.participant(99)).isEmpty();
    }

    private Participant join(String name) {
        Participant participant = people.stranger(new CountingEgress());
        enter(name, participant);
        return participant;
    }

    private void enter(String name, Participant participant) {
        assertThat(directory.join(name, participant, OPEN)).isInstanceOf(JoinOutcome.Joined.class);
    }

    private Room room(String name) {
        return directory.find(name).orElseThrow();
    }

    private List<Participant> members(String name) {
        return List.of(room(name).membership().members());
    }

    private static SignalMessage.RoomUpdate roster(Participant... members) {
        List<RosterEntry> entries =
                List.of(members).stream().map(Participant::rosterEntry).toList();
        return new SignalMessage.RoomUpdate(entries.size(), entries);
    }
}
