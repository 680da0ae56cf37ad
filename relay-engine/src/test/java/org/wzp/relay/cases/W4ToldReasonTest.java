package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;

/**
 * W4: the operator's reason reaches the person's client, at the removal and at each refusal within the hold, with its end;
 * before, it went nowhere and within the hold the client read only "banned".
 */
class W4ToldReasonTest {
    @TempDir
    private Path home;

    /** The minute in which it is over, as people far away can read it. */
    /** The first whole minute that is not before it. */
    private static String end(Instant until) {
        Instant minute = until.plus(1, ChronoUnit.MINUTES).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
        return DateTimeFormatter.ofPattern("HH:mm 'UTC'").format(minute.atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void theRemovedReadTheReasonAndWithinTheHoldItsEndToo(Transport transport) {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)))) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            relay.execute(new Kick(
                    relay.row("Anna").id(), "be nice", KeepOut.outOfRoom(new KeepOut.For(Duration.ofMinutes(5)))));
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().access().bans()).hasSize(1));
            Instant until =
                    relay.relay().snapshot().access().bans().getFirst().until().orElseThrow();
            String told = "removed from this room until ";
            assertThat(anna.awaitClose().reason())
                    .startsWith(told)
                    .contains(end(until))
                    .endsWith(": be nice");

            TestClient again =
                    new TestClient(anna.identity()).connect(relay, "podcast").offer("Anna");
            again.assertClosedWith(CloseReason.BANNED);
            assertThat(again.awaitClose().reason())
                    .startsWith(told)
                    .contains(end(until))
                    .endsWith(": be nice");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void forGoodAndTheWholeRelayAreToldAsSuch(Transport transport) {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)))) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            relay.execute(new Kick(relay.row("Anna").id(), "spam", KeepOut.outOfRelay(new KeepOut.ForGood())));
            assertThat(anna.awaitClose().reason()).isEqualTo("banned from this relay for good: spam");

            TestClient elsewhere =
                    new TestClient(anna.identity()).connect(relay, "kitchen").offer("Anna");
            assertThat(elsewhere.awaitClose().reason()).isEqualTo("banned from this relay for good: spam");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whoIsRemovedWithoutAHoldAndWhoseRoomIsEmptiedReadTheReason(Transport transport) {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)))) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            relay.execute(new Kick(relay.row("Anna").id(), "be nice", KeepOut.nothing()));
            relay.execute(new CloseRoom("podcast", "good night"));
            assertThat(anna.awaitClose().reason()).isEqualTo("removed from this room: be nice");
            assertThat(ben.awaitClose().reason()).isEqualTo("room closed by the operator: good night");
        }
    }

    /** What the project's own client prints. */
    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void theProjectsOwnClientSaysWhyItWasRefused(Transport transport) throws Exception {
        try (RelayFixture relay = RelayFixture.started(RelayFixture.over(transport, RelayFixture.config(home)))) {
            TestClient anna = new TestClient();
            relay.execute(new AddBan(
                    new BanTarget.Identity(anna.fingerprint()),
                    Optional.empty(),
                    "spam",
                    new KeepOut.For(Duration.ofHours(1))));
            Refused refused = new Refused();
            var joining = RelayClient.join(
                    relay.dialler(),
                    new RelayClient.Ticket(relay.address(), "podcast", anna.identity(), "Anna", Optional.empty()),
                    refused);
            // the answer to the offer comes first, so either end counts
            TestClient.await(() -> assertThat(joining.isCompletedExceptionally() || refused.heard())
                    .isTrue());
            assertThat(refused.words(joining))
                    .contains("banned from this relay until ")
                    .contains(": spam");
        }
    }

    private static final class Refused implements RelayClient.Listener {
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        boolean heard() {
            return closed.isDone();
        }

        String words(CompletableFuture<RelayClient> joining) throws InterruptedException, TimeoutException {
            try {
                joining.get(60, TimeUnit.SECONDS);
                return closed.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public void onMedia(ByteBuf packet) {}

        @Override
        public void onClosed(ConnectionHandler.CloseInfo info) {
            closed.complete(info.reason());
        }
    }
}
