package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.media.FanOut;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.session.Entrance.Applicant;
import org.wzp.relay.session.Entrance.Entry;
import org.wzp.relay.session.RecordingConnection;
import org.wzp.relay.session.Refusal;
import org.wzp.relay.session.SessionPermits;
import org.wzp.relay.storage.AtomicFile;

/** A rule that comes into force between the verdict on a join and the join itself: who looks for people to remove finds nobody. */
class RoomsEntranceTest {
    private static final String ROOM = "board";
    private static final String ANNA = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    @TempDir
    private Path home;

    private interface Command {
        void run(AccessList access) throws AccessException;
    }

    private final RelayTime time = RelayTime.system();
    private final LockLedger ledger = LockLedger.system();
    private Command whileJoining = access -> {};

    private AccessList rules() throws AccessException {
        return AccessList.open(
                new AtomicFile(home.resolve("console.toml")), time.wall(), time.nanos(), ledger.lock("rules"));
    }

    private RoomDirectory rooms(AccessList access) {
        return new RoomDirectory(time.wall(), ledger, new RoomDirectory.Listener() {
            @Override
            public void joined(Room room, Participant participant) {
                try {
                    // the operator's command looked for people before this one was there
                    whileJoining.run(access);
                } catch (AccessException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void left(Room room, Participant participant, Ending why) {}
        });
    }

    private Entry join(AccessList access) {
        RoomDirectory rooms = rooms(access);
        TrafficBooks books = new TrafficBooks();
        RoomsEntrance entrance = new RoomsEntrance(
                time,
                access,
                rooms,
                new FanOut(time.nanos()),
                books,
                new Takeovers(time, new EventStream(ledger)),
                RelayConfig.Quotas.defaults());
        SessionPermits.Permit permit = new SessionPermits(1).vacant();
        assertThat(permit.take()).isTrue();
        Entry entry = entrance.enter(new Applicant(new RecordingConnection(1, ROOM), ROOM, ANNA, "Anna"), permit);
        assertThat(rooms.find(ROOM).isPresent()).isEqualTo(entry instanceof Entry.Admitted);
        return entry;
    }

    private static void assertTurnedAway(Entry entry, Refusal refusal) {
        assertThat(entry).isInstanceOfSatisfying(Entry.TurnedAway.class, away -> assertThat(away.refusal())
                .isEqualTo(refusal));
    }

    @Test
    void whoIsTakenOffTheAllowListWhileJoiningIsNotLeftInside() throws Exception {
        AccessList access = rules();
        var ignored = access.allow(ROOM, ANNA);
        var ignoredToo = access.setPolicy(ROOM, RoomPolicy.ALLOW_LIST);
        whileJoining = rules -> rules.disallow(ROOM, ANNA);
        assertTurnedAway(join(access), Refusal.NOT_ALLOWED);
    }

    @Test
    void whoJoinsARoomWhileItIsEmptiedAndKeptClosedIsNotLeftInside() throws Exception {
        whileJoining = rules -> rules.setPolicy(ROOM, RoomPolicy.CLOSED);
        assertTurnedAway(join(rules()), Refusal.NOT_ALLOWED);
    }

    @Test
    void whoIsBannedWhileJoiningIsNotLeftInside() throws Exception {
        whileJoining = rules -> rules.ban(
                List.of(new BanTarget.Identity(ANNA)), Optional.empty(), "spam", "operator", Optional.empty());
        assertTurnedAway(join(rules()), Refusal.BANNED);
    }

    @Test
    void aRuleThatAllowsThemStillLetsThemIn() throws Exception {
        whileJoining = rules -> rules.allow(ROOM, ANNA);
        assertThat(join(rules())).isInstanceOf(Entry.Admitted.class);
    }
}
