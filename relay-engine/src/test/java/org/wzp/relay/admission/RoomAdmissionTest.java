package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.admission.Admission.Entry;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.transport.OutboxCounters;

/** Everything between a proven identity and a place in a room, with what is given back when it fails. */
class RoomAdmissionTest {
    private static final String ROOM = "board";
    private static final String ANNA = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";
    private static final String BEN = "ab79:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    @TempDir
    private Path home;

    private interface Act {
        void run(AccessList access) throws NotWrittenException;
    }

    private final RelayTime time = RelayTime.system();
    private final LockLedger ledger = LockLedger.system();
    private final List<String> observed = new ArrayList<>();
    private Act whileJoining = access -> {};
    private AccessList access;
    private RoomDirectory rooms;
    private RoomAdmission admission;

    @BeforeEach
    void open() throws Exception {
        access = AccessList.open(
                new StateFile(new AtomicFile(home.resolve("console.toml")), ledger.lock("state")),
                time.wall(),
                time.nanos(),
                ledger.lock("rules"));
        rooms = new RoomDirectory(time.wall(), ledger, new RoomDirectory.Listener() {
            @Override
            public void joined(Room room, Participant participant) {
                try {
                    // the operator's command looked for people before this one was there
                    whileJoining.run(access);
                } catch (NotWrittenException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        admission = new RoomAdmission(
                time,
                new SessionPermits(1),
                access,
                rooms,
                new MediaForwarder(time.nanos()),
                List.of(new SessionObserver() {
                    @Override
                    public void opened(Participant participant, OutboxCounters out) {
                        observed.add("opened " + participant.alias());
                    }

                    @Override
                    public void closed(Participant participant) {
                        observed.add("closed " + participant.alias());
                    }

                    @Override
                    public void replaced(Participant older, Participant newer) {
                        observed.add(newer.alias() + " for " + older.alias());
                    }
                }),
                RelayConfig.Quotas.defaults());
    }

    private Entry enter(String fingerprint, String alias) {
        return admission.enter(new Applicant(new CountingEgress(), new OutboxCounters(), ROOM, fingerprint, alias));
    }

    private static Admission.Session admitted(Entry entry) {
        assertThat(entry).isInstanceOf(Entry.Admitted.class);
        return ((Entry.Admitted) entry).session();
    }

    private void assertRefused(Entry entry, Refusal refusal) {
        assertThat(entry).isInstanceOfSatisfying(Entry.Refused.class, refused -> assertThat(
                        refused.why().refusal())
                .isEqualTo(refusal));
    }

    private void assertNothingIsKept() {
        assertThat(admission.sessions()).isZero();
        assertThat(rooms.find(ROOM)).isEmpty();
        assertThat(observed.stream().filter(line -> line.startsWith("opened")))
                .hasSameSizeAs(observed.stream()
                        .filter(line -> line.startsWith("closed"))
                        .toList());
    }

    @Test
    void whoLeavesGivesItsPermitBack() {
        Admission.Session anna = admitted(enter(ANNA, "Anna"));
        assertThat(admission.sessions()).isEqualTo(1);
        assertRefused(enter(BEN, "Ben"), Refusal.RELAY_FULL);

        anna.leave();

        assertNothingIsKept();
        admitted(enter(BEN, "Ben"));
    }

    @Test
    void whoWasRemovedGivesItsPermitBackWhenItsConnectionIsGone() {
        Admission.Session anna = admitted(enter(ANNA, "Anna"));
        Participant inside = rooms.find(ROOM).orElseThrow().membership().members()[0];
        assertThat(rooms.remove(inside, LeaveReason.KICKED)).isTrue();

        anna.leave();

        assertNothingIsKept();
    }

    @Test
    void whoComesAgainTakesThePermitOfItsOlderConnection() {
        Admission.Session older = admitted(enter(ANNA, "old"));
        Admission.Session newer = admitted(enter(ANNA, "new"));
        assertThat(observed).contains("new for old");
        assertThat(admission.sessions()).isEqualTo(1);

        older.leave();
        assertThat(admission.sessions()).isEqualTo(1);
        newer.leave();

        assertNothingIsKept();
    }

    @Test
    void aJoinThatThrowsLeavesNothingBehind() {
        whileJoining = rules -> {
            throw new IllegalArgumentException("on purpose");
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> enter(ANNA, "Anna")).hasMessage("on purpose");
            assertNothingIsKept();
        }
        whileJoining = rules -> {};
        admitted(enter(ANNA, "Anna"));
    }

    @Test
    void aRelayThatStopsAdmitsNobody() {
        admission.close();

        assertThat(admission.refusal(ROOM)).contains(Refusal.SHUTTING_DOWN);
        assertRefused(enter(ANNA, "Anna"), Refusal.SHUTTING_DOWN);
        assertNothingIsKept();
        assertThat(observed).isEmpty();
    }

    @Test
    void theRoomOfACallIsForItsCallersAlone() {
        assertThat(admission.refusal("call-18a1b2c3d4e5f607")).contains(Refusal.CALL_ROOM);
        assertThat(admission.refusal("callback")).isEmpty();
    }

    @Test
    void whoIsTakenOffTheAllowListWhileJoiningIsNotLeftInside() throws Exception {
        var _ = access.allow(ROOM, ANNA);
        var _ = access.setPolicy(ROOM, RoomPolicy.ALLOW_LIST);
        whileJoining = rules -> rules.disallow(ROOM, ANNA);
        assertRefused(enter(ANNA, "Anna"), Refusal.NOT_ALLOWED);
        assertNothingIsKept();
    }

    @Test
    void whoJoinsARoomWhileItIsEmptiedAndKeptClosedIsNotLeftInside() {
        whileJoining = rules -> rules.setPolicy(ROOM, RoomPolicy.CLOSED);
        assertRefused(enter(ANNA, "Anna"), Refusal.NOT_ALLOWED);
        assertNothingIsKept();
    }

    @Test
    void whoIsBannedWhileJoiningIsNotLeftInside() {
        whileJoining = rules -> rules.ban(
                List.of(new BanTarget.Identity(ANNA)), Optional.empty(), "spam", "operator", Optional.empty());
        assertRefused(enter(ANNA, "Anna"), Refusal.BANNED);
        assertNothingIsKept();
    }

    @Test
    void aRuleThatAllowsThemStillLetsThemIn() {
        whileJoining = rules -> rules.allow(ROOM, ANNA);
        admitted(enter(ANNA, "Anna"));
    }
}
