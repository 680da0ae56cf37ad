package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.CloseRoom;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointCounters;

/** A relay whose clients live on one, two or four event loops, seen from the clients' side, over real QUIC. */
@EnabledOnOs(OS.LINUX)
class ManyLoopsTest {
    /** Small, so that a dozen people are a crowd. */
    private static final int SPREAD_ABOVE = 4;

    private static final int WORDS = 30;

    @TempDir
    private Path home;

    private @Nullable RelayFixture relay;

    private RelayFixture start(int loops, int spreadAbove) {
        relay = RelayFixture.started(RelayFixture.withLoops(RelayFixture.config(home), loops, spreadAbove));
        return relay;
    }

    @AfterEach
    void stop() {
        if (relay != null) {
            relay.close();
        }
    }

    private static List<LoopRow> rows(RelayFixture relay) {
        return relay.relay().snapshot().contention().loops();
    }

    private static long handedOver(RelayFixture relay) {
        return rows(relay).stream().mapToLong(LoopRow::handedOver).sum();
    }

    private static List<Integer> connections(RelayFixture relay) {
        return rows(relay).stream().map(LoopRow::connections).toList();
    }

    private static String room(int number) {
        return "room-" + (char) ('a' + number);
    }

    private static List<TestClient> join(RelayFixture relay, String room, int people) {
        List<TestClient> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            all.add(new TestClient().join(relay, room, room + i));
        }
        List<String> names = IntStream.range(0, people).mapToObj(i -> room + i).toList();
        all.forEach(client -> TestClient.await(() -> assertThat(client.roster()).containsExactlyElementsOf(names)));
        return all;
    }

    /** Each says its words, and everybody else hears each of them once, those of each in order, and nobody himself. */
    private static void assertEverybodyHearsEverybodyElse(String room, List<TestClient> people, String topic) {
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < people.size(); i++) {
                people.get(i).say(room + i + " " + topic + " " + word);
            }
            String last = " " + topic + " " + word;
            people.forEach(listener -> TestClient.await(() -> assertThat(listener.heard())
                    .filteredOn(heard -> heard.endsWith(last))
                    .hasSize(people.size() - 1)));
        }
        for (int listener = 0; listener < people.size(); listener++) {
            List<String> heard = people.get(listener).heard();
            for (int speaker = 0; speaker < people.size(); speaker++) {
                String name = room + speaker + " " + topic + " ";
                List<String> all = IntStream.range(0, speaker == listener ? 0 : WORDS)
                        .mapToObj(word -> name + word)
                        .toList();
                assertThat(heard).filteredOn(words -> words.startsWith(name)).isEqualTo(all);
            }
            assertThat(heard).allMatch(words -> words.startsWith(room));
        }
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void peopleOfSmallRoomsLiveTogetherAndNothingIsHandedOver(int loops) {
        RelayFixture relay = start(loops, SPREAD_ABOVE);
        List<List<TestClient>> rooms = IntStream.range(0, 3 * loops)
                .mapToObj(i -> join(relay, room(i), 3))
                .toList();
        for (int i = 0; i < rooms.size(); i++) {
            assertEverybodyHearsEverybodyElse(room(i), rooms.get(i), "news");
        }
        TestClient.await(() -> assertThat(
                        connections(relay).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(9 * loops));
        assertThat(connections(relay)).hasSize(loops).allMatch(people -> people % 3 == 0);
        assertThat(connections(relay)).filteredOn(people -> people > 0).hasSizeGreaterThan(loops / 2);
        assertThat(handedOver(relay)).isZero();
        assertThat(relay.relay().snapshot().contention().hotPathViolations()).isZero();
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void peopleOfALargeRoomLiveOnAllLoopsAndHearEachOther(int loops) {
        RelayFixture relay = start(loops, SPREAD_ABOVE);
        List<TestClient> people = join(relay, "hall", 4 * SPREAD_ABOVE);
        assertEverybodyHearsEverybodyElse("hall", people, "news");
        TestClient.await(() -> assertThat(connections(relay)).hasSize(loops).containsOnly(4 * SPREAD_ABOVE / loops));
        // once for each other loop and packet, whoever lives there
        TestClient.await(() -> assertThat(handedOver(relay)).isEqualTo(4L * SPREAD_ABOVE * WORDS * (loops - 1)));
        // each loop writes to its own quarter, half or all of them
        long copies = (long) WORDS * people.size() * (people.size() - 1);
        TestClient.await(() -> assertThat(rows(relay)).hasSize(loops).allMatch(row -> row.sent() == copies / loops));
        assertThat(relay.relay().snapshot().contention().hotPathViolations()).isZero();
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void operatorsReachPeopleOnEachLoop(int loops) {
        RelayFixture relay = start(loops, 1);
        List<TestClient> people = join(relay, "hall", 8);
        TestClient.await(() -> assertThat(connections(relay)).hasSize(loops).containsOnly(8 / loops));
        people.forEach(person -> assertThat(person.roster()).hasSize(8));

        relay.execute(new Kick(relay.row("hall0").id(), "", KeepOut.nothing()));
        relay.execute(new Kick(relay.row("hall1").id(), "", KeepOut.nothing()));
        people.get(0).assertClosedWith(CloseReason.KICKED);
        people.get(1).assertClosedWith(CloseReason.KICKED);
        relay.execute(new AddBan(
                new BanTarget.Identity(people.get(2).fingerprint()), Optional.empty(), "", Optional.empty()));
        people.get(2).assertClosedWith(CloseReason.BANNED);
        people.get(3).leave();

        List<TestClient> staying = people.subList(4, 8);
        staying.forEach(person -> TestClient.await(
                () -> assertThat(person.roster()).containsExactly("hall4", "hall5", "hall6", "hall7")));
        people.get(4).say("still here");
        people.subList(5, 8)
                .forEach(person ->
                        TestClient.await(() -> assertThat(person.heard()).containsExactly("still here")));
        people.subList(0, 5).forEach(person -> assertThat(person.heard()).isEmpty());

        relay.execute(new CloseRoom("hall", ""));
        staying.forEach(person -> person.assertClosedWith(CloseReason.ROOM_CLOSED));
        TestClient.await(() -> assertThat(relay.relay().snapshot().rooms()).isEmpty());
        assertEverybodyHearsEverybodyElse("hall", join(relay, "hall", 5), "again");
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void whoseEveryPacketComesFromAnotherAddressDisturbsNobodyAndStaysWhereItLives(int loops) throws Exception {
        RelayFixture relay = start(loops, 1);
        try (Conversation conversation = new Conversation(relay, "hall");
                RovingWire wire = new RovingWire(relay.address(), 40)) {
            TestClient nomad = new TestClient()
                    .connect(relay.dialler(), wire.address(), "hall")
                    .offer("Nomad");
            TestClient.await(() -> assertThat(nomad.roster()).contains("Nomad"));
            TestClient.await(() -> assertThat(connections(relay).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(3));
            List<Integer> before = connections(relay);
            wire.rove();
            for (int i = 0; i < 300; i++) {
                long moves = wire.moves();
                nomad.say("Nomad " + i);
                TestClient.await(() -> assertThat(wire.moves()).isGreaterThan(moves));
            }
            conversation.assertUndisturbed();
            assertThat(nomad.closeInfo()).isEmpty();
            assertThat(wire.moves()).isGreaterThan(100);
            assertThat(connections(relay)).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void peopleWhoComeAtTheSameMomentMeet(int loops) {
        RelayFixture relay = start(loops, SPREAD_ABOVE);
        int rooms = 12;
        List<CompletableFuture<TestClient>> arriving = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            String room = "meeting-" + (char) ('a' + i);
            for (String alias : List.of("Anna", "Ben")) {
                arriving.add(CompletableFuture.supplyAsync(
                        () -> new TestClient().join(relay, room, alias),
                        task -> Thread.ofVirtual().start(task)));
            }
        }
        List<TestClient> people = arriving.stream().map(CompletableFuture::join).toList();
        people.forEach(
                person -> TestClient.await(() -> assertThat(person.roster()).containsExactlyInAnyOrder("Anna", "Ben")));
        for (int i = 0; i < people.size(); i++) {
            people.get(i).say("hello from " + i % 2);
        }
        for (int i = 0; i < people.size(); i++) {
            TestClient person = people.get(i);
            String other = "hello from " + (i + 1) % 2;
            TestClient.await(() -> assertThat(person.heard()).containsExactly(other));
        }
        TestClient.await(() -> assertThat(
                        connections(relay).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(2 * rooms));
        assertThat(connections(relay)).allMatch(count -> count % 2 == 0);
        assertThat(handedOver(relay)).isZero();
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {2, 4})
    void whoMustProveItsAddressIsPlacedAsWell(int loops) {
        RelayConfig.Limits base = PatientLimits.limits();
        RelayConfig.Limits few = new RelayConfig.Limits(
                8,
                8,
                base.firstFrame(),
                base.setup(),
                base.signalBytesBeforeLogin(),
                base.signalBytes(),
                base.mediaOutbox(),
                base.mediaMaxAge(),
                base.stopGrace(),
                base.quotas());
        RelayFixture relay = RelayFixture.started(
                RelayFixture.withLoops(RelayFixture.config(home).with(few), loops, SPREAD_ABOVE));
        this.relay = relay;
        // silent ones, who hold places
        for (int i = 0; i < 4; i++) {
            var _ = new TestClient().connect(relay, "lobby");
        }
        TestClient.await(() -> assertThat(
                        connections(relay).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(4));
        long before = count(relay, EndpointCounters.Event.RETRY_SENT);
        List<List<TestClient>> rooms =
                IntStream.range(0, 8).mapToObj(i -> join(relay, room(i), 3)).toList();
        assertThat(count(relay, EndpointCounters.Event.RETRY_SENT) - before).isGreaterThanOrEqualTo(20);
        for (int i = 0; i < rooms.size(); i++) {
            assertEverybodyHearsEverybodyElse(room(i), rooms.get(i), "news");
        }
        TestClient.await(() -> assertThat(
                        rows(relay).stream().mapToLong(LoopRow::received).sum())
                .isEqualTo(8L * 3 * WORDS));
        assertThat(handedOver(relay)).isZero();
    }

    private static long count(RelayFixture relay, EndpointCounters.Event event) {
        return relay.relay().admissions().getOrDefault("transport." + event.key(), 0L);
    }

    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void stopTellsThoseOnEachLoopAndFreesThePort(int loops) throws Exception {
        RelayFixture relay = start(loops, 1);
        InetSocketAddress address = relay.address();
        List<TestClient> people = join(relay, "hall", 8);
        TestClient half = new TestClient().connect(relay, "hall");

        relay.relay().stop();

        people.forEach(person -> person.assertClosedWith(CloseReason.SHUTTING_DOWN));
        half.assertClosedWith(CloseReason.SHUTTING_DOWN);
        assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.STOPPED);
        assertThat(relay.relay().sessionsTaken()).isZero();
        try (DatagramSocket free = new DatagramSocket(address)) {
            assertThat(free.isBound()).isTrue();
        }
        relay.relay().start();
        assertThat(relay.relay().snapshot().state()).isEqualTo(RelayState.RUNNING);
    }

    /** The first relay's loops share the port with each other, and with nobody else. */
    @ParameterizedTest(name = "{0} loops")
    @ValueSource(ints = {1, 2, 4})
    void secondRelayOnThePortIsRefused(int loops, @TempDir Path elsewhere) throws IOException {
        RelayFixture relay = start(loops, SPREAD_ABOVE);
        for (int others : new int[] {1, 4}) {
            RelayConfig same = RelayFixture.withLoops(
                    RelayFixture.listeningOn(RelayFixture.config(elsewhere), relay.address()), others, SPREAD_ABOVE);
            try (EmbeddedRelay second = new EmbeddedRelay(same, RelayTime.system())) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(RelayStartException.class)
                        .hasMessageContaining(String.valueOf(relay.address().getPort()));
            }
        }
        assertEverybodyHearsEverybodyElse("hall", join(relay, "hall", 6), "unharmed");
    }
}
