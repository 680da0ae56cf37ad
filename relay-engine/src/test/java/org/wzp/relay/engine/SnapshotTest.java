package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FlowStatus;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Tier;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.QualityReport;

/** What the window shows is what happened. */
class SnapshotTest {
    private static final int PACKET_BYTES = 12 + 5;

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

    @Test
    void everythingThatWasCountedIsInTheSnapshot() {
        // the relay's own, by which it warms up
        long before = relay.relay().snapshot().counted("transport.accepted");
        new TestClient().join(relay, "podcast", "Anna");
        TestClient.await(() -> {
            assertThat(relay.relay().snapshot().counted("joined")).isEqualTo(1);
            assertThat(relay.relay().snapshot().counted("transport.accepted")).isEqualTo(before + 1);
        });
        assertThat(relay.relay().snapshot().counted("refused.banned")).isZero();
    }

    @Test
    void roomsAndParticipantsShowWhoSentWhatToWhom() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");
        TestClient carol = new TestClient().join(relay, "other", "Carol");
        for (int i = 0; i < 100; i++) {
            anna.say("hello");
            int heard = i + 1;
            TestClient.await(() -> assertThat(ben.heard()).hasSize(heard));
        }

        AtomicReference<RelaySnapshot> seen =
                new AtomicReference<>(relay.relay().snapshot());
        TestClient.await(() -> {
            RelaySnapshot now = relay.relay().snapshot();
            assertThat(now.traffic().datagramsOut()).isEqualTo(100);
            assertThat(now.rooms().getLast().inPerSecond()).isPositive();
            seen.set(now);
        });
        RelaySnapshot snapshot = seen.get();

        assertThat(snapshot.state()).isEqualTo(RelayState.RUNNING);
        assertThat(snapshot.rooms()).extracting(RoomStatus::name).containsExactly("other", "podcast");
        assertThat(snapshot.contention().rooms()).extracting(RoomRow::room).containsExactly("other", "podcast");
        RoomRow costs = snapshot.contention().rooms().getLast();
        assertThat(costs.packets()).isEqualTo(100);
        assertThat(costs.fanOutNanos()).isPositive();
        assertThat(costs.slowestMicros()).isBetween(costs.fanOutNanos() / 100 / 1_000.0, costs.fanOutNanos() / 1_000.0);
        assertThat(snapshot.contention().rooms().getFirst())
                .as("nobody talks there")
                .isEqualTo(new RoomRow("other", 0, 0, 0, 0));
        RoomStatus podcast = snapshot.rooms().getLast();
        assertThat(podcast.tier()).isEqualTo(Tier.GOOD);
        assertThat(podcast.quality()).as("nobody has reported").isEqualTo(Quality.UNMEASURED);
        assertThat(podcast.lossPercent()).isEmpty();
        assertThat(podcast.weakest()).isEmpty();
        assertThat(podcast.policy()).isEqualTo(RoomPolicy.OPEN);
        // each packet goes to one other
        assertThat(podcast.outPerSecond()).isCloseTo(podcast.inPerSecond(), withinPercentage(10));
        double bits = podcast.inPerSecond() * PACKET_BYTES * Byte.SIZE;
        assertThat(podcast.bitsInPerSecond()).isCloseTo(bits, withinPercentage(10));
        assertThat(podcast.bitsOutPerSecond()).isCloseTo(bits, withinPercentage(10));
        ParticipantStatus annasRow = podcast.participants().getFirst();
        ParticipantStatus bensRow = podcast.participants().getLast();
        assertThat(annasRow)
                .usingRecursiveComparison()
                .ignoringFields(
                        "id",
                        "address",
                        "inPerSecond",
                        "joined",
                        "link.rttMillis",
                        "link.rttByQuic",
                        "flow.sinceLast",
                        "flow.quicRttMillis")
                .isEqualTo(new ParticipantStatus(
                        0,
                        "Anna",
                        anna.fingerprint(),
                        relay.address(),
                        ClientTransport.QUIC,
                        Optional.of(CodecId.OPUS_24K),
                        new LinkStatus(
                                Quality.UNMEASURED,
                                Tier.GOOD,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                false,
                                OptionalDouble.empty()),
                        FlowStatus.NONE,
                        100,
                        0,
                        100 * PACKET_BYTES,
                        0,
                        0,
                        0,
                        0,
                        0,
                        true,
                        Instant.EPOCH,
                        false));
        assertThat(annasRow.inPerSecond()).isCloseTo(podcast.inPerSecond(), withinPercentage(10));
        assertThat(annasRow.flow().sinceLast().orElseThrow()).isLessThan(Duration.ofSeconds(10));
        assertThat(bensRow.flow().sinceLast()).as("Ben has said nothing").isEmpty();
        assertThat(bensRow.packetsOut()).isEqualTo(100);
        assertThat(bensRow.speaking()).isFalse();
        assertThat(snapshot.traffic().sessions()).isEqualTo(3);
        assertThat(snapshot.traffic().connections()).isEqualTo(3);
        assertThat(snapshot.traffic().datagramsIn()).isEqualTo(100);
        assertThat(snapshot.traffic().bytesOut()).isEqualTo(100L * PACKET_BYTES);
        assertThat(snapshot.traffic().dropped()).isEmpty();
        assertThat(snapshot.attention()).isEmpty();
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void totalsKeepWhatThoseSentWhoHaveLeft() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");
        anna.say("hello");
        TestClient.await(() -> assertThat(ben.heard()).hasSize(1));

        anna.leave();
        ben.leave();

        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).isEmpty());
        TestClient.await(() -> assertThat(relay.relay().snapshot().traffic())
                .extracting(TrafficStatus::datagramsIn, TrafficStatus::datagramsOut)
                .containsExactly(1L, 1L));
    }

    @Test
    void badReportsMoveTheTierAndTheAttentionListNamesTheWeakest() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");

        TestClient.await(() -> {
            // Loss 30 %, 400 ms: worse than anything the tiers call usable.
            ben.sendRaw(new byte[] {2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 77, 100, 10, (byte) 200});
            assertThat(relay.relay().snapshot().rooms())
                    .extracting(RoomStatus::tier)
                    .containsExactly(Tier.CATASTROPHIC);
        });

        RelaySnapshot snapshot = relay.relay().snapshot();
        assertThat(snapshot.rooms().getFirst().quality()).isEqualTo(Quality.POOR);
        assertThat(snapshot.rooms().getFirst().weakest())
                .contains(new Weakest(relay.row("Ben").id(), "Ben", ben.fingerprint()));
        assertThat(relay.row("Ben").link())
                .isEqualTo(new LinkStatus(
                        Quality.POOR,
                        Tier.CATASTROPHIC,
                        OptionalDouble.of(QualityReport.ofPacked(0x4d640ac8).lossPercent()),
                        OptionalDouble.of(400),
                        false,
                        OptionalDouble.of(10)));
        assertThat(snapshot.attention())
                .extracting(NoticeWords::english)
                .anyMatch(text -> text.startsWith("Room podcast sounds worse than it could: the connection of "
                        + ben.called("Ben") + " loses 30.2 % and takes 400 ms"));
        assertThat(snapshot.attention())
                .extracting(Attention::subject)
                .contains(new Subject.Person("podcast", relay.row("Ben").id(), "Ben"));
        TestClient.await(() -> assertThat(anna.signals())
                .anyMatch(signal -> signal.toString().contains("weakest link: Catastrophic")));
    }

    @Test
    void speakingEndsHalfASecondAfterTheLastPacket() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna").say("hello");
        TestClient.await(() -> assertThat(relay.row("Anna").speaking()).isTrue());

        relay.clock().advance(Duration.ofMillis(600));

        TestClient.await(() -> assertThat(relay.row("Anna").speaking()).isFalse());
        assertThat(anna.closeInfo()).isEmpty();
    }

    @Test
    void rehearsalCallersAreMarkedAndARoomOnlyIfAllInItAre() {
        TestClient caller = new TestClient().join(relay, "stage", "Caller");
        new TestClient().join(relay, "mixed", "Person");
        TestClient second = new TestClient().join(relay, "mixed", "Second");

        relay.relay().rehearsing(Set.of(caller.fingerprint(), second.fingerprint()));

        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms())
                .extracting(RoomStatus::name, RoomStatus::rehearsal)
                .containsExactly(tuple("mixed", false), tuple("stage", true)));
        assertThat(relay.row("Second").rehearsal()).isTrue();
        assertThat(relay.row("Person").rehearsal()).isFalse();
    }

    @Test
    void aliasFromTheNetworkIsShownEscapedAndShort() {
        TestClient nasty = new TestClient();
        nasty.join(relay, "podcast", "line\nbreak" + "x".repeat(100));

        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).hasSize(1));
        List<ParticipantStatus> rows =
                relay.relay().snapshot().rooms().getFirst().participants();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.alias())
                .startsWith("line\\u{a}break")
                .hasSizeLessThan(80)
                .endsWith("…"));
    }

    @Test
    void contentionShowsLocksSitesQueuesAndLoops() {
        new TestClient().join(relay, "podcast", "Anna");

        TestClient.await(() -> {
            var contention = relay.relay().snapshot().contention();
            assertThat(contention.hotPathViolations()).isZero();
            assertThat(contention.locks())
                    .extracting("name")
                    .contains("engine lifecycle", "operator commands", "map of rooms");
            assertThat(contention.casSites()).extracting("site").contains("room membership");
            assertThat(contention.queues())
                    .extracting("queue")
                    .containsExactly(
                            "datagram outboxes",
                            "signal outboxes",
                            "dials",
                            "events",
                            "federation tasks",
                            "loop hand-over",
                            "packets for another loop");
            assertThat(contention.loops()).isNotEmpty();
        });
    }

    @Test
    void whoeverDoesNotReadShowsInTheQueuesAndNowhereElse() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        EndpointSettings settings = EndpointSettings.of(
                new InetSocketAddress("127.0.0.1", 0), RelayConfig.Limits.defaults(), LockLedger.system());
        try (QuicEndpoint own = Endpoints.client(RelayConfig.Transport.AUTO, settings)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient carol = new TestClient().join(relay, "podcast", "Carol");
            TestClient ben =
                    new TestClient().connect(own, relay.address(), "podcast").offer("Ben");
            TestClient.await(() -> assertThat(ben.roster()).contains("Anna", "Ben"));
            ben.connection().execute(() -> {
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            int bound = RelayConfig.Limits.defaults().mediaOutbox();
            String kilobyte = "x".repeat(1_000);
            for (int i = 1; queue("datagram outboxes").dropped() == 0; i++) {
                anna.say(kilobyte);
                int sent = i;
                TestClient.await(() -> assertThat(carol.heard()).hasSize(sent));
                assertThat(i).as("packets until one was dropped").isLessThan(20 * bound);
            }

            QueueRow full = queue("datagram outboxes");
            assertThat(full.backlogged()).as("Ben only").isEqualTo(1);
            assertThat(full.depth()).isEqualTo(bound);
            assertThat(full.deepest()).isEqualTo(bound);
            assertThat(full.highWater()).isEqualTo(bound);
            assertThat(full.bound()).isEqualTo(bound);
            assertThat(full.offered()).isGreaterThan(bound);
            assertThat(full.drops()).extracting(Drop::cause).containsExactly(DropCause.OUTBOX_FULL);
            TestClient.await(() -> {
                FlowStatus toBen = relay.row("Ben").flow();
                assertThat(toBen.waiting()).isEqualTo(bound);
                assertThat(toBen.dropped()).extracting(Drop::cause).containsExactly(DropCause.OUTBOX_FULL);
            });
        } finally {
            enough.countDown();
        }
        TestClient.await(() -> {
            QueueRow after = queue("datagram outboxes");
            assertThat(after.depth()).as("what waited for Ben went with him").isZero();
            assertThat(after.backlogged()).isZero();
            assertThat(after.deepest()).isZero();
            assertThat(after.highWater())
                    .isEqualTo(RelayConfig.Limits.defaults().mediaOutbox());
        });
    }

    @Test
    void theTimeOfPacketsInTheRelayIsSampled() {
        TestClient anna = new TestClient().join(relay, "podcast", "Anna");
        TestClient ben = new TestClient().join(relay, "podcast", "Ben");
        for (int i = 1; i <= 200; i++) {
            anna.say("hello");
            int heard = i;
            TestClient.await(() -> assertThat(ben.heard()).hasSize(heard));
        }
        TestClient.await(() -> assertThat(relay.relay().snapshot().contention().loops())
                .isNotEmpty()
                .anySatisfy(loop -> {
                    assertThat(loop.received()).isGreaterThanOrEqualTo(200);
                    assertThat(loop.transitMaxMicros()).isBetween(1.0, 1e6);
                    assertThat(loop.transitP50Micros()).isBetween(1.0, loop.transitP99Micros());
                    assertThat(loop.transitP99Micros()).isLessThanOrEqualTo(loop.transitMaxMicros());
                }));
    }

    private QueueRow queue(String name) {
        return relay.relay().snapshot().contention().queues().stream()
                .filter(row -> row.queue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void snapshotsComeSeveralTimesASecondWithGrowingEpochs() {
        long first = relay.relay().snapshot().epoch();

        TestClient.await(() -> assertThat(relay.relay().snapshot().epoch()).isGreaterThan(first + 3));
    }

    @Test
    void theUptimeIsTheTimeSinceTheStart() {
        relay.clock().advance(Duration.ofHours(3));
        TestClient.await(() -> assertThat(relay.relay().snapshot().uptime())
                .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusMinutes(5)));
    }
}
