package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;
import static org.wzp.relay.federation.Relays.awaitUp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;
import org.wzp.relay.wire.SignalMessage.RoomUpdate;

/** F-57, F-60 to F-63, D-43 to D-45, D-49, D-50, D-77: who is in a global room, on every relay. */
class F62RostersTest {
    private static final String HASHED = RoomName.hashed(ROOM);

    @TempDir
    Path folder;

    private Relays relays;

    @BeforeEach
    void start() {
        relays = new Relays(folder);
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    private Relays.Node[] mesh(String... names) {
        relays.mesh(names).start();
        return List.of(names).stream().map(relays::node).toArray(Relays.Node[]::new);
    }

    @Test
    void remotePeopleHaveTheLabelOfTheirRelay() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        TestClient anna = two[0].join(ROOM, "Anna");
        TestClient ben = two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.signals())
                .last()
                .isEqualTo(RoomUpdate.of(List.of(
                        new RosterEntry(anna.fingerprint(), "Anna", null),
                        new RosterEntry(ben.fingerprint(), "Ben", "Paris")))));
    }

    @Test
    void everyJoinAndLeaveIsToldNotOnlyTheFirstAndTheLast() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        TestClient anna = two[0].join(ROOM, "Anna");
        TestClient ben = two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        TestClient cleo = two[1].join(ROOM, "Cleo");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben", "Cleo"));
        ben.leave();
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Cleo"));
        TestClient dora = two[0].join(ROOM, "Dora");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Dora", "Cleo"));
        dora.leave();
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Cleo"));
        cleo.leave();
        await(() -> assertThat(anna.roster()).containsExactly("Anna"));
    }

    @Test
    void roomsThatWereThereBeforeTheLinkAreTold() {
        Relays.Node berlin = relays.node("Berlin").start();
        Relays.Node paris = relays.node("Paris").dials(berlin);
        berlin.stop();
        berlin.trusts(paris).start();
        TestClient anna = berlin.join(ROOM, "Anna");
        paris.start();
        TestClient ben = paris.join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
    }

    @Test
    void aRelayThatIsOnlyTrustedAnnouncesAsWell() {
        Relays.Node berlin = relays.node("Berlin");
        Relays.Node paris = relays.node("Paris").dials(berlin);
        berlin.trusts(paris);
        relays.start();
        awaitUp(berlin, paris);
        TestClient ben = paris.join(ROOM, "Ben");
        TestClient anna = berlin.join(ROOM, "Anna");
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
        anna.leave();
        await(() -> assertThat(ben.roster()).containsExactly("Ben"));
    }

    @Test
    void aHostNameIsLookedUp() {
        Relays.Node berlin = relays.node("Berlin");
        Relays.Node paris = relays.node("Paris");
        berlin.trusts(paris);
        paris.dials(berlin, "localhost:" + berlin.address.getPort());
        relays.start();
        awaitUp(berlin, paris);
    }

    @Test
    void theRawAndTheHashedNameAreOneRoomOnEachRelayAndAcross() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        TestClient anna = two[0].join(ROOM, "Anna");
        TestClient bridge = two[0].join(HASHED, "Bridge");
        TestClient ben = two[1].join(HASHED, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Bridge", "Ben"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna", "Bridge"));
        awaitHears(ben, anna, "raw");
        awaitHears(anna, bridge, "hashed");
        await(() -> assertThat(two[0].relay().relay().snapshot().rooms())
                .singleElement()
                .satisfies(room -> assertThat(room.participants()).hasSize(2)));
    }

    @Test
    void aNameInCapitalsIsGlobalAsWell() {
        Relays.Node berlin = relays.node("Berlin");
        Relays.Node paris = relays.node("Paris").dials(berlin);
        berlin.trusts(paris);
        relays.start();
        TestClient anna = berlin.join("PodCast", "Anna");
        TestClient ben = paris.join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
    }

    @Test
    void whoHasLeftARingOfThreeIsGoneEverywhere() {
        Relays.Node[] three = mesh("Berlin", "Paris", "Rome");
        TestClient anna = three[0].join(ROOM, "Anna");
        TestClient ben = three[1].join(ROOM, "Ben");
        TestClient cleo = three[2].join(ROOM, "Cleo");
        await(() -> assertThat(ben.roster()).containsExactlyInAnyOrder("Anna", "Ben", "Cleo"));
        await(() -> assertThat(cleo.roster()).containsExactlyInAnyOrder("Anna", "Ben", "Cleo"));
        anna.leave();
        await(() -> assertThat(ben.roster()).containsExactlyInAnyOrder("Ben", "Cleo"));
        await(() -> assertThat(cleo.roster()).containsExactlyInAnyOrder("Ben", "Cleo"));
        // and no copy that is still on its way brings her back
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(ben.roster()).doesNotContain("Anna");
                    assertThat(cleo.roster()).doesNotContain("Anna");
                });
    }

    @Test
    void anAnnouncementThatCirclesEnds() {
        Relays.Node berlin = relays.node("Berlin");
        FakePeer left = null;
        FakePeer right = null;
        berlin.trusts(fingerprint(1), "Left").trusts(fingerprint(2), "Right").start();
        try {
            left = FakePeer.linked(berlin, FakePeer.seed(1));
            right = FakePeer.linked(berlin, FakePeer.seed(2));
            FakePeer heard = right;
            left.tells(ROOM, 7, "Lea");
            await(() -> assertThat(heard.all(GlobalRoomActive.class)).hasSize(1));
            GlobalRoomActive told = right.last(GlobalRoomActive.class);
            assertThat(told.origin().hops()).isEqualTo(1);
            assertThat(told.origin().version()).isEqualTo(7);
            // it comes back, again and again, and goes nowhere
            for (int i = 0; i < 20; i++) {
                right.tells(ROOM, told.origin().relay(), 7, 1, "Lea");
                left.tells(ROOM, told.origin().relay(), 7, 0, "Lea");
            }
            right.send(new SignalMessage.Ping(1));
            TestClient anna = berlin.join(ROOM, "Anna");
            await(() -> assertThat(heard.all(GlobalRoomActive.class))
                    .filteredOn(one -> one.participants().stream().anyMatch(p -> "Anna".equals(p.alias())))
                    .isNotEmpty());
            assertThat(anna.roster()).contains("Lea");
            assertThat(right.all(GlobalRoomActive.class))
                    .filteredOn(one -> one.origin().relay().equals(told.origin().relay()))
                    .hasSize(1);
        } finally {
            if (left != null) {
                left.close();
            }
            if (right != null) {
                right.close();
            }
        }
    }

    @Test
    void aStockRelayIsToldInItsOwnWayAndNotAgainWhatItKnows() {
        Relays.Node berlin = relays.node("Berlin");
        berlin.speaks(config -> Relays.with(config, true, 2))
                .trusts(fingerprint(1), "Stock")
                .start();
        try (FakePeer stock = FakePeer.stock(berlin, FakePeer.seed(1))) {
            TestClient anna = berlin.join(ROOM, "Anna");
            await(() -> assertThat(stock.signals())
                    .filteredOn(message -> !(message instanceof SignalMessage.Ping))
                    .containsExactly(
                            new GlobalRoomActive(ROOM, List.of(new RosterEntry(anna.fingerprint(), "Anna", null)))));
            berlin.relay().clock().advance(Duration.ofSeconds(30));
            await(() -> assertThat(stock.all(SignalMessage.Ping.class)).isNotEmpty());
            assertThat(stock.all(GlobalRoomActive.class)).hasSize(1);
            anna.leave();
            await(() -> assertThat(stock.last(SignalMessage.GlobalRoomInactive.class))
                    .isEqualTo(new SignalMessage.GlobalRoomInactive(ROOM)));
        }
    }

    @Test
    void whatALostLinkBroughtVanishesAndComesBackWithIt() {
        Relays.Node berlin = relays.node("Berlin");
        Relays.Node paris = relays.node("Paris");
        try (LinkWire wire = new LinkWire(paris.address)) {
            berlin.dials(paris, wire.url());
            paris.trusts(berlin);
            relays.start();
            TestClient anna = berlin.join(ROOM, "Anna");
            TestClient ben = paris.join(ROOM, "Ben");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
            await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
            wire.cut();
            await(() -> assertThat(anna.roster()).containsExactly("Anna"));
            await(() -> assertThat(ben.roster()).containsExactly("Ben"));
            wire.heal();
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
            await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
        }
    }

    @Test
    void aRelayThatStopsTakesItsPeopleWithItAtOnce() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        TestClient anna = two[0].join(ROOM, "Anna");
        two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        two[1].stop();
        await(() -> assertThat(anna.roster()).containsExactly("Anna"));
        two[1].start();
        // the clock of the one that waits for its next attempt
        two[0].relay().clock().advance(Duration.ofSeconds(10));
        two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
    }

    @Test
    void aQuietLinkKeepsItsPeople() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        TestClient anna = two[0].join(ROOM, "Anna");
        two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        long rosters = anna.signals().size();
        Awaitility.await()
                .during(Duration.ofSeconds(6))
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        assertThat(anna.signals()).as("heartbeats change nothing").hasSize((int) rosters);
    }

    @Test
    void aListTravelsAsFarAsTheHopLimitAndNoFurther() {
        Relays.Node[] chain = {relays.node("One"), relays.node("Two"), relays.node("Three"), relays.node("Four")};
        for (int i = 0; i < 3; i++) {
            chain[i].dials(chain[i + 1]);
            chain[i + 1].trusts(chain[i]);
        }
        for (Relays.Node node : chain) {
            node.speaks(config -> Relays.with(config, false, 1));
        }
        relays.start();
        TestClient anna = chain[0].join(ROOM, "Anna");
        TestClient cleo = chain[2].join(ROOM, "Cleo");
        TestClient dora = chain[3].join(ROOM, "Dora");
        await(() -> assertThat(cleo.roster()).containsExactlyInAnyOrder("Cleo", "Anna", "Dora"));
        await(() -> assertThat(dora.roster()).containsExactlyInAnyOrder("Dora", "Cleo"));
        awaitHears(anna, cleo, "as far as this");
        awaitHears(cleo, dora, "next door");
        assertThat(dora.heard()).doesNotContain("as far as this");
        assertThat(dora.roster()).doesNotContain("Anna");
    }

    @Test
    void bothThatDialKeepOneLinkAndItStays() {
        Relays.Node[] two = mesh("Berlin", "Paris");
        awaitUp(two[0], two[1]);
        TestClient anna = two[0].join(ROOM, "Anna");
        TestClient ben = two[1].join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        boolean berlinSmaller = two[0].fingerprint().compareTo(two[1].fingerprint()) < 0;
        Relays.Node dialler = berlinSmaller ? two[0] : two[1];
        Relays.Node dialled = berlinSmaller ? two[1] : two[0];
        // whoever has connected first: the one that the smaller fingerprint opened stays, alone
        await(() -> {
            assertThat(dialler.peer(dialled).direction()).contains(Direction.OUT);
            assertThat(dialled.peer(dialler).direction()).contains(Direction.IN);
        });
        Awaitility.await()
                .during(Duration.ofSeconds(7))
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(dialler.peer(dialled).state()).isEqualTo(State.UP);
                    assertThat(dialled.peer(dialler).state()).isEqualTo(State.UP);
                    assertThat(anna.roster()).containsExactly("Anna", "Ben");
                });
        awaitHears(ben, anna, "over the one link");
    }

    @Test
    void anUnknownKindOfSignalEndsNoLink() throws Exception {
        Relays.Node berlin = relays.node("Berlin");
        berlin.speaks(config -> Relays.with(config, true, 2))
                .trusts(fingerprint(1), "Newer")
                .start();
        try (QuicEndpoint socket = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()))) {
            HostilePeer newer = HostilePeer.dial(socket, berlin.address, "_federation");
            List<byte[]> frames = List.of(
                    SignalCodec.encodeFrame(new SignalMessage.FederationHello(
                            RelayCertificate.of(FakePeer.seed(1)).fingerprint().text())),
                    frame("{\"WarpDrive\":{\"factor\":9}}"),
                    SignalCodec.encodeFrame(new GlobalRoomActive(ROOM, FakePeer.people("Nora"))));
            Iterator<byte[]> next = frames.iterator();
            assertThat(newer.openAll(3, () -> new HostilePeer.Stream.Whole(next.next())))
                    .isEqualTo(3);
            TestClient anna = berlin.join(ROOM, "Anna");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Nora"));
            assertThat(newer.closeInfo()).isEmpty();
        }
    }

    private static byte[] frame(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private static String fingerprint(int seed) {
        return RelayCertificate.of(FakePeer.seed(seed)).fingerprint().normalized();
    }
}
