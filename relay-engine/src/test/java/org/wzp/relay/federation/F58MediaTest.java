package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/** F-58, F-59, F-64 to F-67, D-23, D-30, D-31, D-46, D-47: voices across relays, each once, and only where they belong. */
class F58MediaTest {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int WORDS = 60;
    private static final String CALL = "call-18a1b2c3d4e5f607";

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

    private void ring(int size) {
        for (int i = 0; i < size; i++) {
            Relays.Node next = relays.node("Relay " + (i + 1) % size);
            relays.node("Relay " + i).dials(next);
            next.trusts(relays.node("Relay " + i));
        }
    }

    private void chain(int size) {
        for (int i = 0; i + 1 < size; i++) {
            Relays.Node next = relays.node("Relay " + (i + 1));
            relays.node("Relay " + i).dials(next);
            next.trusts(relays.node("Relay " + i));
        }
    }

    private void star(int size) {
        for (int i = 1; i < size; i++) {
            relays.node("Relay " + i).dials(relays.node("Relay 0"));
            relays.node("Relay 0").trusts(relays.node("Relay " + i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mesh 3", "ring 3", "ring 4", "chain 3", "star 5"})
    void everybodyHearsEverybodyElseExactlyOnce(String shape) {
        int size = Integer.parseInt(shape.split(" ")[1]);
        switch (shape.split(" ")[0]) {
            case "mesh" ->
                relays.mesh(IntStream.range(0, size).mapToObj(i -> "Relay " + i).toArray(String[]::new));
            case "ring" -> ring(size);
            case "chain" -> chain(size);
            default -> star(size);
        }
        relays.start();
        List<TestClient> people = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            people.add(relays.node("Relay " + i).join(ROOM, "Person " + i));
        }
        for (TestClient person : people) {
            await(() -> assertThat(person.roster()).hasSize(size));
        }
        relays.awaitSettled();
        // every way is open
        for (TestClient speaker : people) {
            for (TestClient listener : people) {
                if (speaker != listener) {
                    awaitHears(speaker, listener, "probe of " + speaker.fingerprint());
                }
            }
        }
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < size; i++) {
                people.get(i).say("word " + word + " of " + i);
            }
            // so that no queue on the way has to drop
            int heardByNow = (word + 1) * (size - 1);
            await(() -> assertThat(words(people.getLast())).hasSize(heardByNow));
        }
        for (int i = 0; i < size; i++) {
            TestClient listener = people.get(i);
            await(() -> assertThat(words(listener)).hasSize(WORDS * (size - 1)));
            assertThat(words(listener).values()).as("copies of each word").containsOnly(1L);
            assertThat(words(listener).keySet()).noneMatch(endingWith(" of " + i));
        }
    }

    private static Predicate<String> endingWith(String end) {
        return word -> word.endsWith(end);
    }

    private static Map<String, Long> words(TestClient listener) {
        return listener.heard().stream()
                .filter(word -> word.startsWith("word "))
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    }

    @Test
    void aHubPassesMediaThatNobodyOfItsOwnHears() {
        chain(3);
        relays.start();
        TestClient anna = relays.node("Relay 0").join(ROOM, "Anna");
        TestClient cleo = relays.node("Relay 2").join(ROOM, "Cleo");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Cleo"));
        await(() -> assertThat(cleo.roster()).containsExactly("Cleo", "Anna"));
        awaitHears(anna, cleo, "through the hub");
        awaitHears(cleo, anna, "and back");
        assertThat(relays.node("Relay 1").relay().relay().snapshot().rooms()).isEmpty();
    }

    private FakePeer linked(Relays.Node node, int seed) {
        return FakePeer.linked(node, FakePeer.seed(seed));
    }

    private Relays.Node berlin(int... friends) {
        Relays.Node berlin = relays.node("Berlin");
        for (int friend : friends) {
            berlin.trusts(
                    RelayCertificate.of(FakePeer.seed(friend)).fingerprint().normalized(), "Friend " + friend);
        }
        return berlin.start();
    }

    private static long dropped(Relays.Node node, FakePeer peer, DropCause cause) {
        return node.peer(peer.fingerprint()).traffic().dropped().stream()
                .filter(drop -> drop.cause() == cause)
                .mapToLong(Drop::count)
                .sum();
    }

    @Test
    void aCopyOverASecondWayIsDroppedAndCounted() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer one = linked(berlin, 1);
                FakePeer two = linked(berlin, 2)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            one.tells(ROOM, 1, "Una");
            two.tells(ROOM, 1, "Zoe");
            await(() -> assertThat(anna.roster()).hasSize(3));
            one.say(ROOM, "twice", 0);
            await(() -> assertThat(anna.heard()).containsExactly("twice"));
            two.say(ROOM, "twice", 1);
            await(() -> assertThat(dropped(berlin, two, DropCause.DUPLICATE)).isEqualTo(1));
            assertThat(anna.heard()).containsExactly("twice");
        }
    }

    @Test
    void ourOwnVoiceThatComesBackIsKnown() {
        Relays.Node berlin = berlin(1);
        try (FakePeer echo = linked(berlin, 1)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            echo.tells(ROOM, 1, "Eve");
            await(() -> assertThat(anna.roster()).hasSize(2));
            awaitSays(anna, echo, "an echo");
            long said = echo.heard().size();
            echo.echoes(1);
            await(() -> assertThat(dropped(berlin, echo, DropCause.DUPLICATE)).isEqualTo(said));
            assertThat(anna.heard()).isEmpty();
        }
    }

    private static void awaitSays(TestClient speaker, FakePeer listener, String words) {
        await(() -> {
            if (!listener.heard().contains(words)) {
                speaker.say(words);
            }
            assertThat(listener.heard()).contains(words);
        });
    }

    @Test
    void aLinkMaySendSoMuchForARoomAndNoMore() {
        Relays.Node berlin = berlin(1);
        try (FakePeer loud = linked(berlin, 1)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            loud.tells(ROOM, 1, "Lou");
            await(() -> assertThat(anna.roster()).hasSize(2));
            await(() -> {
                for (int i = 0; i < 300; i++) {
                    loud.say(ROOM, "shout", 0);
                }
                assertThat(dropped(berlin, loud, DropCause.OVER_RATE)).isPositive();
            });
            assertThat(anna.heard()).isNotEmpty();
        }
    }

    @Test
    void mediaForARoomThatIsNotGlobalReachesNobody() {
        Relays.Node berlin = berlin(1);
        try (FakePeer nosy = linked(berlin, 1)) {
            TestClient anna = berlin.join("kitchen", "Anna");
            nosy.tells("kitchen", 1, "Ned");
            nosy.say("kitchen", "knock knock", 0);
            for (int i = 0; i < 50; i++) {
                nosy.say(0x1234_0000L + i, "nobody has this room", 0);
            }
            await(() ->
                    assertThat(dropped(berlin, nosy, DropCause.UNKNOWN_ROOM)).isGreaterThan(50));
            assertThat(anna.heard()).isEmpty();
            assertThat(anna.roster()).containsExactly("Anna");
        }
    }

    @Test
    void onlyPeersThatHaveToldOfTheRoomGetItsMedia() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer listening = linked(berlin, 1);
                FakePeer elsewhere = linked(berlin, 2)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            listening.tells(ROOM, 1, "Lea");
            await(() -> assertThat(anna.roster()).hasSize(2));
            awaitSays(anna, listening, "for listeners");
            assertThat(elsewhere.heard()).isEmpty();
        }
    }

    /** One of them may be a moment behind the other; no clock moves, so that nothing but what they say counts. */
    @Test
    void mediaGoesOnToARelayUntilItAndTheOneWhereItComesFromBothSayThatTheyAreLinked() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer one = linked(berlin, 1);
                FakePeer two = linked(berlin, 2)) {
            TestClient anna = whileOnlyTheSecondSaysThatItIsLinkedWithTheFirst(berlin, one, two);
            assertThat(goesOn(one, anna, two)).isTrue();
            one.tells(ROOM, two.certificate.fingerprint().text(), 2, 1, "Zoe", "and a friend");
            await(() -> assertThat(goesOn(one, anna, two)).isFalse());
        }
    }

    /** The clock stands still from then on. */
    private static TestClient whileOnlyTheSecondSaysThatItIsLinkedWithTheFirst(
            Relays.Node berlin, FakePeer one, FakePeer two) {
        TestClient anna = berlin.join(ROOM, "Anna");
        one.tells(ROOM, 1, "Una");
        two.tells(ROOM, 1, "Zoe");
        await(() -> assertThat(anna.roster()).hasSize(3));
        berlin.relay().clock().hold();
        two.tells(ROOM, one.certificate.fingerprint().text(), 1, 1, "Una");
        // in its order, so that Berlin has heard both when it shows the friend
        two.tells(ROOM, 2, "Zoe", "and a friend");
        await(() -> assertThat(anna.roster()).hasSize(4));
        return anna;
    }

    /** A relay where nobody listens has nothing to say of itself that others could tell on. */
    @Test
    void mediaGoesNoLongerToARelayThatHasSaidForAWhileThatItIsLinkedWithWhereItComesFrom() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer one = linked(berlin, 1);
                FakePeer two = linked(berlin, 2)) {
            TestClient anna = whileOnlyTheSecondSaysThatItIsLinkedWithTheFirst(berlin, one, two);
            assertThat(goesOn(one, anna, two)).isTrue();
            // in steps after which both are heard, or they would be thought silent
            for (long passed = 0; passed < MediaRoutes.SURELY_LINKED_NANOS; passed += STEP.toNanos()) {
                berlin.relay().clock().advance(STEP);
                for (FakePeer peer : List.of(one, two)) {
                    String sign = peer.fingerprint() + " after " + passed;
                    peer.say(ROOM, sign, 0);
                    await(() -> assertThat(anna.heard()).contains(sign));
                }
            }
            await(() -> assertThat(goesOn(one, anna, two)).isFalse());
        }
    }

    /** No clock moves, so that no heartbeat mends anything. */
    @Test
    void mediaGoesOnAtOnceToARelayThatHasLostItsOwnLinkToWhereItComesFrom() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer one = linked(berlin, 1);
                FakePeer two = linked(berlin, 2)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            one.tells(ROOM, 1, "Una");
            two.tells(ROOM, 1, "Zoe");
            await(() -> assertThat(anna.roster()).hasSize(3));
            berlin.relay().clock().hold();
            String origin = one.certificate.fingerprint().text();
            two.tells(ROOM, origin, 1, 1, "Una");
            one.tells(ROOM, two.certificate.fingerprint().text(), 1, 1, "Zoe");
            await(() -> assertThat(goesOn(one, anna, two)).isFalse());
            two.send(new SignalMessage.GlobalRoomInactive(ROOM, origin));
            await(() -> assertThat(goesOn(one, anna, two)).isTrue());
        }
    }

    /** Whether the other relay gets a word from Berlin that one has said. */
    private static boolean goesOn(FakePeer from, TestClient anna, FakePeer to) {
        String word = "word " + anna.heard().size();
        from.say(ROOM, word, 0);
        await(() -> assertThat(anna.heard()).contains(word));
        // what Berlin sent before is there when this is
        awaitSays(anna, to, "after " + word);
        return to.heard().contains(word);
    }

    @Test
    void mediaThatHasComeOverEnoughRelaysGoesNoFurther() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer far = linked(berlin, 1);
                FakePeer further = linked(berlin, 2)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            far.tells(ROOM, 1, "Far");
            further.tells(ROOM, 1, "Further");
            await(() -> assertThat(anna.roster()).hasSize(3));
            far.say(ROOM, "from near", 1);
            await(() -> assertThat(further.heard()).containsExactly("from near"));
            far.say(ROOM, "from far away", 2);
            await(() -> assertThat(anna.heard()).contains("from far away"));
            await(() -> assertThat(dropped(berlin, far, DropCause.HOP_LIMIT)).isEqualTo(1));
            assertThat(further.heard()).containsExactly("from near");
        }
    }

    /** Somebody on another way says so of a packet before it comes the honest way. */
    @Test
    void aCopyThatIsSaidToHaveComeFarKeepsTheHonestOneFromNobody() {
        Relays.Node berlin = berlin(1, 2, 3);
        try (FakePeer honest = linked(berlin, 1);
                FakePeer further = linked(berlin, 2);
                FakePeer forger = linked(berlin, 3)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            honest.tells(ROOM, 1, "Honest");
            further.tells(ROOM, 1, "Further");
            forger.tells(ROOM, 1, "Forger");
            await(() -> assertThat(anna.roster()).hasSize(4));
            forger.say(ROOM, "the same", 2);
            await(() -> assertThat(anna.heard()).containsExactly("the same"));
            honest.say(ROOM, "the same", 0);
            await(() -> assertThat(further.heard()).containsExactly("the same"));
            honest.say(ROOM, "another", 0);
            await(() -> assertThat(anna.heard()).containsExactly("the same", "another"));
        }
    }

    @Test
    void theRoomOfACallIsGlobalByItselfAndPassesThroughAHub() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer caller = linked(berlin, 1);
                FakePeer callee = linked(berlin, 2)) {
            caller.tells(CALL, 1, "Cara");
            callee.tells(CALL, 1, "Carl");
            await(() -> assertThat(callee.last(GlobalRoomActive.class).room()).isEqualTo(CALL));
            await(() -> {
                caller.say(CALL, "ring", 0);
                assertThat(callee.heard()).contains("ring");
            });
            caller.send(new SignalMessage.GlobalRoomInactive(
                    CALL, caller.certificate.fingerprint().text()));
            callee.send(new SignalMessage.GlobalRoomInactive(
                    CALL, callee.certificate.fingerprint().text()));
            await(() -> assertThat(
                            berlin.relay().relay().snapshot().federation().rooms())
                    .noneMatch(room -> room.name().equals(CALL)));
        }
    }

    @Test
    void aLinkThatDoesNotReadDisturbsNobody() {
        Relays.Node berlin = berlin(1, 2);
        try (FakePeer awake = linked(berlin, 1);
                FakePeer stalled = linked(berlin, 2)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            awake.tells(ROOM, 1, "Ada");
            stalled.tells(ROOM, 1, "Stan");
            await(() -> assertThat(anna.roster()).hasSize(3));
            awaitSays(anna, awake, "before");
            stalled.stalls();
            for (int i = 0; i < 100; i++) {
                awaitSays(anna, awake, "word " + i);
            }
            assertThat(awake.isClosed()).isFalse();
        }
    }

    @Test
    void theSnapshotTellsRoundTripAndPackets() {
        Relays.Node berlin = berlin(1);
        try (FakePeer peer = linked(berlin, 1)) {
            TestClient anna = berlin.join(ROOM, "Anna");
            peer.tells(ROOM, 1, "Pia");
            await(() -> assertThat(anna.roster()).hasSize(2));
            peer.say(ROOM, "in", 0);
            awaitSays(anna, peer, "out");
            await(() -> {
                var status = berlin.peer(peer.fingerprint());
                assertThat(status.traffic().in()).isEqualTo(1);
                assertThat(status.traffic().out()).isPositive();
                assertThat(status.rttMillis()).isPresent();
                assertThat(status.rooms()).containsExactly(ROOM);
            });
        }
    }
}
