package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.engine.TestClient;

/** D-09: two relays dial each other and keep one connection of two, whichever was first, while everybody talks. */
class D09OneLinkTest {
    private static final int WORDS_AFTERWARDS = 50;

    @TempDir
    Path folder;

    private Relays relays;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
    }

    @AfterEach
    void stop() {
        relays.close();
        log.close();
    }

    /**
     * The link goes over the connection that will not be kept, while the other one is still being made: its packets are lost
     * on a cut wire. When the wire is whole, the link changes over. Behind one of the two is a third relay.
     */
    @Test
    void noPacketIsLostOrDoubledWhenTheLinkChangesOverToTheConnectionThatIsKept() {
        Relays.Node one = relays.node("One");
        Relays.Node other = relays.node("Other");
        Relays.Node keeps = one.fingerprint().compareTo(other.fingerprint()) < 0 ? one : other;
        Relays.Node gives = keeps == one ? other : one;
        Relays.Node behind = relays.node("Behind");
        try (LinkWire wire = new LinkWire(gives.address)) {
            wire.cut();
            gives.dials(keeps);
            behind.dials(keeps);
            keeps.trusts(behind);
            relays.start();
            TestClient anna = keeps.join(ROOM, "Anna");
            TestClient ben = gives.join(ROOM, "Ben");
            TestClient cleo = behind.join(ROOM, "Cleo");
            await(() -> assertThat(anna.roster()).containsExactlyInAnyOrder("Anna", "Cleo"));
            done(keeps, new DialRelay(wire.url(), gives.fingerprint(), gives.name));
            done(gives, new Reconnect(keeps.fingerprint()));
            await(() -> assertThat(keeps.peer(gives).direction()).contains(Direction.IN));
            awaitHears(ben, cleo, "over the first one");
            awaitHears(cleo, ben, "over the first one as well");
            Talk talk = new Talk(anna, ben, cleo);
            talk.more(WORDS_AFTERWARDS);
            wire.heal();
            talk.until(() -> {
                assertThat(keeps.peer(gives).direction()).contains(Direction.OUT);
                assertThat(gives.peer(keeps).direction()).contains(Direction.IN);
            });
            talk.more(WORDS_AFTERWARDS);
            // the one before ends
            keeps.relay().clock().advance(Duration.ofNanos(Links.GOING_NANOS));
            gives.relay().clock().advance(Duration.ofNanos(Links.GOING_NANOS));
            talk.more(WORDS_AFTERWARDS);
            talk.assertAllHeardOnce();
        }
    }

    private static void done(Relays.Node where, OperatorCommand command) {
        assertThat(where.relay().execute(command)).isInstanceOf(Outcome.Done.class);
    }
}
