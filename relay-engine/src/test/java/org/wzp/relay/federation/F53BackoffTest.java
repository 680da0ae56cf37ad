package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.State;

/** F-53: an unreachable relay is dialled less and less often, and at once again after it was there. */
class F53BackoffTest {
    /** Always in the middle: no more and no less. */
    private static final java.util.random.RandomGenerator MIDDLE = () -> 1L << 63;

    @TempDir
    Path folder;

    private static List<Long> seconds(Backoff backoff, int count) {
        return Stream.generate(() -> backoff.next(Backoff.MOST_NANOS))
                .limit(count)
                .map(nanos -> Math.round(nanos / 1e9))
                .toList();
    }

    @Test
    void theDelaysAreThoseOfTheReference() {
        Backoff backoff = new Backoff(MIDDLE);
        assertThat(seconds(backoff, 9)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        backoff.reset();
        assertThat(seconds(backoff, 2)).containsExactly(5L, 10L);
    }

    @Test
    void chanceChangesATenthAtMost() {
        for (int seed = 0; seed < 100; seed++) {
            Backoff backoff = new Backoff(new java.util.Random(seed));
            assertThat(backoff.next(Backoff.MOST_NANOS)).isBetween(4_500_000_000L, 5_500_000_000L);
        }
    }

    /** The two operators are on the phone, and one of them is about to press Trust. */
    @Test
    void whoIsNotTrustedYetAsksEveryTwoSecondsForFiveMinutesAndThenEachHalfMinute() {
        FederationConfig.Peer paris = new FederationConfig.Peer("paris.example:4433", "ab".repeat(32), "Paris");
        OutboundPeer peer = new OutboundPeer(paris, MIDDLE, 0);
        for (int refusals = 1; refusals <= 150; refusals++) {
            peer.failed(Problem.NOT_TRUSTED_THERE, "", 0, Instant.EPOCH);
            assertThat(peer.nextNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        }
        peer.failed(Problem.NOT_TRUSTED_THERE, "", 0, Instant.EPOCH);
        assertThat(peer.nextNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
        peer.now(0);
        peer.failed(Problem.NOT_TRUSTED_THERE, "", 0, Instant.EPOCH);
        assertThat(peer.nextNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        // and what has another reason is put off as ever
        peer.failed(Problem.UNREACHABLE, "", 0, Instant.EPOCH);
        assertThat(peer.nextNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void itIsDownSinceTheFirstFailureAndNoLongerOnceTheLinkStands() {
        FederationConfig.Peer paris = new FederationConfig.Peer("paris.example:4433", "ab".repeat(32), "Paris");
        OutboundPeer peer = new OutboundPeer(paris, MIDDLE, 0);
        Instant first = Instant.parse("2026-11-26T16:54:06Z");
        peer.failed(Problem.LOST, "", 0, first);
        peer.failed(Problem.UNREACHABLE, "", 0, first.plusSeconds(5));
        assertThat(peer.downSince()).contains(first);
        peer.up();
        assertThat(peer.downSince()).isEmpty();
    }

    @Test
    void aRelayThatComesLaterIsLinkedAtTheNextAttempt() {
        try (ExpectedLog log = ExpectedLog.of(Federation.class);
                Relays relays = new Relays(folder)) {
            Relays.Node berlin = relays.node("Berlin");
            Relays.Node paris = relays.node("Paris");
            berlin.dials(paris).start();
            paris.trusts(berlin);
            // an unanswered connection takes ten seconds to give up
            await(() -> assertThat(berlin.peer(paris).problem()).isEqualTo(Problem.UNREACHABLE));
            await(() -> assertThat(berlin.peer(paris).state()).isEqualTo(State.WAITING));
            assertThat(berlin.peer(paris).retryAt().orElseThrow())
                    .isBetween(
                            berlin.relay().clock().instant().minusSeconds(1),
                            berlin.relay().clock().instant().plusSeconds(12));
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("No link to Paris"));
            paris.start();
            berlin.relay().clock().advance(Duration.ofSeconds(20));
            Relays.awaitUp(berlin, paris);
            assertThat(berlin.peer(paris).problem()).isEqualTo(Problem.NONE);
        }
    }

    @Test
    void aNameThatNobodyKnowsIsSaidToBeOne() {
        try (ExpectedLog log = ExpectedLog.of(Federation.class);
                Relays relays = new Relays(folder)) {
            Relays.Node berlin = relays.node("Berlin");
            Relays.Node paris = relays.node("Paris");
            berlin.dials(paris, "no-such-host.invalid:4433").start();
            await(() -> assertThat(berlin.peer(paris).problem()).isEqualTo(Problem.NO_SUCH_HOST));
            assertThat(log.lines()).hasSize(1);
        }
    }
}
