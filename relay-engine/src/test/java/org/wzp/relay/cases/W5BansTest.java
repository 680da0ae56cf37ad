package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.transport.CloseReason;

/** W5: somebody is kept out of a room or the relay, by identity, address or prefix, until a time or for good. */
class W5BansTest {
    @TempDir
    private Path home;

    private RelayFixture relay;

    @BeforeEach
    void start() {
        relay = RelayFixture.started(home);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private List<Ban> bans() {
        return relay.relay().snapshot().access().bans();
    }

    private long id(String alias) {
        return relay.row(alias).id();
    }

    @Test
    void whoIsRemovedFromTheRelayIsOutOfEveryRoom() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient elsewhere = new TestClient(anna.identity()).join(relay, "kitchen", "Anna K");

        Outcome outcome =
                relay.execute(new Kick(id("Anna"), "", KeepOut.outOfRelay(new KeepOut.For(Duration.ofHours(1)))));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Removed " + anna.called("Anna") + " from the relay. They can rejoin in 1 hour.");
        anna.assertClosedWith(CloseReason.KICKED);
        elsewhere.assertClosedWith(CloseReason.BANNED);
    }

    @Test
    void untilAMomentIsAnEndByTheWallClock() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        Instant moment = relay.clock().instant().plus(Duration.ofDays(2)).plusMillis(400);

        Outcome outcome = relay.execute(new Kick(id("Anna"), "", KeepOut.outOfRoom(new KeepOut.Until(moment))));

        assertThat(OutcomeWords.of(outcome)).endsWith("from podcast. They can rejoin in 2 days.");
        TestClient.await(() -> assertThat(bans()).extracting(Ban::until).containsExactly(Optional.of(moment)));
        anna.assertClosedWith(CloseReason.KICKED);
    }

    @Test
    void aTimeThatIsOverAlreadyIsRefusedAndNobodyIsRemoved() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        for (KeepOut.Term over : List.of(new KeepOut.Until(relay.clock().instant()), new KeepOut.For(Duration.ZERO))) {
            assertThat(relay.execute(new Kick(id("Anna"), "", KeepOut.outOfRoom(over))))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(relay.execute(
                            new AddBan(new BanTarget.Identity(anna.fingerprint()), Optional.empty(), "", over)))
                    .isInstanceOf(Outcome.Refused.class);
        }
        assertThat(anna.closeInfo()).isEmpty();
        assertThat(bans()).isEmpty();
    }

    @Test
    void theAddressTooKeepsOutWhoeverSharesItAndNamesThem() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        Outcome outcome = relay.execute(new Kick(
                id("Anna"), "", new KeepOut.Held(KeepOut.Scope.ROOM, new KeepOut.For(Duration.ofHours(1)), true)));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Removed " + anna.called("Anna") + " from podcast. They can rejoin in 1 hour. The same goes"
                        + " for everyone at 127.0.0.1. " + ben.called("Ben") + " was disconnected as well.");
        ben.assertClosedWith(CloseReason.BANNED);
        new TestClient().connect(relay, "podcast").offer("Cleo").assertClosedWith(CloseReason.BANNED);
        new TestClient().join(relay, "kitchen", "Cleo");
    }

    /** Two of one address: the first one's address ban disconnects the second, whose identity must be banned as well. */
    @Test
    void ofSeveralPeopleEachIdentityIsBannedAlsoWhenTheyShareAnAddress() throws IOException {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        Outcome outcome = relay.execute(new Kick(
                List.of(id("Anna"), id("Ben"), 4711L),
                "",
                new KeepOut.Held(KeepOut.Scope.RELAY, new KeepOut.ForGood(), true)));

        assertThat(OutcomeWords.of(outcome))
                .isEqualTo("Removed " + anna.called("Anna") + " and " + ben.called("Ben")
                        + " from the relay for good. The same goes for everyone at 127.0.0.1. 1 had left already.");
        TestClient.await(() -> assertThat(bans())
                .extracting(Ban::target)
                .containsExactly(
                        new BanTarget.Identity(anna.fingerprint()),
                        new BanTarget.Identity(ben.fingerprint()),
                        BanTarget.Prefix.of("127.0.0.1/32")));
        assertThat(Files.readAllLines(home.resolve("audit.jsonl")))
                .satisfiesExactly(line -> assertThat(line).contains("\"outcome\":\"begun\""), line -> assertThat(line)
                        .contains(anna.fingerprint(), ben.fingerprint(), "Removed Anna"));

        relay.execute(((Outcome.Done) outcome).inverse().orElseThrow());
        TestClient.await(() -> assertThat(bans()).isEmpty());
        new TestClient(ben.identity()).join(relay, "podcast", "Ben");
    }

    @Test
    void whoIsInAnotherRoomIsNotRemovedByTheWay() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "kitchen", "Ben");
        assertThat(relay.execute(new Kick(List.of(id("Anna"), id("Ben")), "", KeepOut.nothing())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(anna.closeInfo()).isEmpty();
        assertThat(ben.closeInfo()).isEmpty();
    }

    @Test
    void anIpv6AddressIsBannedByItsSite() {
        Outcome outcome = relay.execute(new AddBan(
                BanTarget.Prefix.around("2001:db8:1:2:3:4:5:6"), Optional.of("Podcast"), "", new KeepOut.ForGood()));
        assertThat(OutcomeWords.of(outcome)).isEqualTo("Banned 2001:db8:1:2::/64 from podcast for good.");
    }

    /** A ban by hand for a time is one by the monotonic clock, as a hold is (C7). */
    @Test
    void aBanForATimeKeepsOutSomebodyAbsentForThatTime() {
        TestClient anna = new TestClient();
        Outcome outcome = relay.execute(new AddBan(
                new BanTarget.Identity(anna.fingerprint()),
                Optional.empty(),
                "",
                new KeepOut.For(Duration.ofMinutes(5))));
        assertThat(OutcomeWords.of(outcome)).isEqualTo("Banned " + anna.brief() + " from the relay for 5 minutes.");
        anna.connect(relay, "podcast").offer("Anna").assertClosedWith(CloseReason.BANNED);
        relay.clock().advance(Duration.ofMinutes(6));
        new TestClient(anna.identity()).join(relay, "podcast", "Anna");
    }
}
