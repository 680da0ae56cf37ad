package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.engine.RelayFixture.TurnableClock;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/**
 * Three and five relays in several shapes, while people come and go and all talk, a link is cut and heals, and a relay stops
 * and comes again. Limits in time are those of relays' clocks that stand still but for the test.
 */
class TopologiesTest {
    private static final int ROUNDS = 5;
    private static final int EVE = 0x30;
    private static final int FIRST_LISTENER = 0x31;
    private static final int HEARTBEATS = 2;
    private static final Duration PING_PERIOD = Duration.ofMillis(500);
    /** Nobody who is gone may be shown for 5 s; half a second of that is for telling it on. */
    private static final Duration GHOSTS_LAST = Duration.ofMillis(4_500);

    private static final Duration MORE_THAN_A_DEAD_LINK_LASTS = Duration.ofSeconds(16);
    /** A tenth of chance more, and what a status may be behind. */
    private static final Duration FIRST_ATTEMPT = Duration.ofMillis(5_500 + 250);

    @TempDir
    Path folder;

    private final List<Relays.Node> nodes = new ArrayList<>();
    private Relays relays;

    @BeforeEach
    void start() {
        relays = new Relays(folder);
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    // ---- shapes ----------------------------------------------------------------------------------------------------

    private void nodes(int size) {
        for (int i = 0; i < size; i++) {
            nodes.add(relays.node("Relay " + i));
        }
    }

    /** One of the two dials. */
    private void link(int from, int to) {
        nodes.get(from).dials(nodes.get(to));
        nodes.get(to).trusts(nodes.get(from));
    }

    /** The same over a wire that can be cut. */
    private void link(int from, int to, LinkWire wire) {
        nodes.get(from).dials(nodes.get(to), wire.url());
        nodes.get(to).trusts(nodes.get(from));
    }

    private void lay(String shape) {
        int size = Integer.parseInt(shape.split(" ")[1]);
        nodes(size);
        if (shape.startsWith("mesh")) {
            relays.mesh(nodes.stream().map(node -> node.name).toArray(String[]::new));
        } else {
            for (int i = 1; i < size; i++) {
                link(i, shape.startsWith("star") ? 0 : i - 1);
            }
        }
        if (shape.startsWith("ring")) {
            link(0, size - 1);
        }
    }

    private List<TestClient> joinAll() {
        List<TestClient> people = new ArrayList<>();
        for (Relays.Node node : nodes) {
            people.add(node.join(ROOM, alias(node)));
        }
        return people;
    }

    private static String alias(Relays.Node node) {
        return "Person at " + node.name;
    }

    private void awaitSees(int person, List<TestClient> people, int... others) {
        String[] aliases =
                IntStream.of(others).mapToObj(i -> alias(nodes.get(i))).toArray(String[]::new);
        await(() -> assertThat(people.get(person).roster()).containsExactlyInAnyOrder(aliases));
    }

    private static void awaitEverybodySees(List<TestClient> people, int count) {
        for (TestClient person : people) {
            await(() -> assertThat(person.roster()).hasSize(count));
        }
    }

    private static void awaitEveryWayIsOpen(List<TestClient> people, String words) {
        for (TestClient speaker : people) {
            for (TestClient listener : people) {
                if (speaker != listener) {
                    awaitHears(speaker, listener, words + " from " + speaker.fingerprint());
                }
            }
        }
    }

    // ---- people who come and go ------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"mesh 3", "chain 3", "ring 3", "star 5"})
    void everybodyHearsEachOtherExactlyOnceWhileGuestsComeTalkAndGo(String shape) {
        lay(shape);
        relays.start();
        relays.awaitSettled();
        List<TestClient> people = joinAll();
        int guest = people.size();
        awaitEverybodySees(people, people.size());
        awaitEveryWayIsOpen(people, "probe");
        Words said = new Words(people, relays::dropped);
        for (int round = 0; round < ROUNDS; round++) {
            List<TestClient> all = new ArrayList<>(people);
            all.add(nodes.get(round % nodes.size()).join(ROOM, "Guest " + round));
            said.byAll(people, "while one comes " + round);
            awaitEverybodySees(all, all.size());
            awaitEveryWayIsOpen(all, "probe " + round);
            said.byAll(all, "while one is there " + round);
            all.get(guest).leave();
            said.byAll(people, "while one goes " + round);
            awaitEverybodySees(people, people.size());
        }
        said.assertHeardExactlyOnce();
    }

    /** What was said, and by whom it has to be heard; each is heard before the next, so that no queue has to drop. */
    private static final class Words {
        private final List<TestClient> speakers;
        private final Supplier<String> dropped;
        private final Map<TestClient, List<String>> due = new HashMap<>();

        Words(List<TestClient> speakers, Supplier<String> dropped) {
            this.speakers = List.copyOf(speakers);
            this.dropped = dropped;
        }

        void byAll(List<TestClient> present, String what) {
            for (TestClient speaker : present) {
                String word = "word " + what + " of " + name(speaker);
                speaker.say(word);
                for (TestClient listener : present) {
                    if (listener != speaker) {
                        due.computeIfAbsent(listener, made -> new ArrayList<>()).add(word);
                    }
                }
            }
            for (TestClient listener : present) {
                await(() -> assertThat(listener.heard())
                        .as(() -> "what was heard; dropped: " + dropped.get())
                        .containsAll(due.get(listener)));
            }
        }

        private String name(TestClient speaker) {
            int index = speakers.indexOf(speaker);
            return index < 0 ? "the guest" : String.valueOf(index);
        }

        /** Neither a copy nor somebody's own voice nor what was said while a guest was not there. */
        void assertHeardExactlyOnce() {
            due.forEach((listener, words) -> assertThat(listener.heard())
                    .as("words that %s has heard", listener.roster())
                    .filteredOn(heard -> heard.startsWith("word ") && (isThere(listener) || words.contains(heard)))
                    .containsExactlyInAnyOrderElementsOf(words));
        }

        private boolean isThere(TestClient listener) {
            return speakers.contains(listener);
        }
    }

    // ---- a link that is cut ----------------------------------------------------------------------------------------

    /** So much time passes at all relays, in steps in which the link between the first two, which is whole, is used. */
    private void pass(Duration time, Duration step, List<TestClient> people) {
        // what came before the clocks stood still is dealt with before they move
        talk(people);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            for (Relays.Node node : nodes) {
                node.relay().clock().advance(step);
            }
            talk(people);
        }
    }

    private static void talk(List<TestClient> people) {
        String when = people.getFirst().heard().size() + " heard";
        awaitHears(people.get(0), people.get(1), when);
        awaitHears(people.get(1), people.get(0), when);
    }

    private void hold() {
        nodes.forEach(node -> node.relay().clock().hold());
    }

    private void moveOn() {
        nodes.forEach(node -> node.relay().clock().moveOn());
    }

    @Test
    void nobodyBehindACutLinkIsShownForFiveSeconds() {
        nodes(3);
        try (LinkWire wire = new LinkWire(nodes.get(2).address)) {
            link(0, 1);
            link(1, 2, wire);
            relays.start();
            List<TestClient> people = joinAll();
            awaitEverybodySees(people, 3);
            awaitEveryWayIsOpen(people, "whole");
            hold();
            wire.cut();
            pass(GHOSTS_LAST, Duration.ofMillis(500), people);
            // no clock moves any more
            awaitSees(1, people, 0, 1);
            awaitSees(0, people, 0, 1);
            awaitSees(2, people, 2);
            moveOn();
            wire.heal();
            awaitEverybodySees(people, 3);
            awaitEveryWayIsOpen(people, "healed");
        }
    }

    /** When the next attempt is due by the dialler's clock, which stands still from now on. */
    private Duration untilNextAttempt(Relays.Node dialler, Relays.Node dialled) {
        TurnableClock clock = dialler.relay().clock();
        await(() -> assertThat(dialler.peer(dialled).state()).isEqualTo(State.WAITING));
        clock.hold();
        Duration left = Duration.between(
                clock.instant(), dialler.peer(dialled).retryAt().orElseThrow());
        assertThat(left).isLessThanOrEqualTo(FIRST_ATTEMPT);
        return left;
    }

    @Test
    void aLinkThatHealsIsThereAgainAtTheAttemptThatTheBackOffSets() {
        nodes(3);
        try (LinkWire wire = new LinkWire(nodes.get(2).address)) {
            link(0, 1);
            link(1, 2, wire);
            relays.start();
            List<TestClient> people = joinAll();
            awaitEverybodySees(people, 3);
            awaitEveryWayIsOpen(people, "whole");
            hold();
            wire.cut();
            pass(MORE_THAN_A_DEAD_LINK_LASTS, Duration.ofSeconds(2), people);
            moveOn();
            Duration left = untilNextAttempt(nodes.get(1), nodes.get(2));
            wire.heal();
            hold();
            pass(left, Duration.ofSeconds(2), people);
            // no clock moves any more
            awaitHears(people.get(1), people.get(2), "there again");
            awaitHears(people.get(2), people.get(1), "there again, too");
            moveOn();
            awaitEverybodySees(people, 3);
            awaitEveryWayIsOpen(people, "healed");
        }
    }

    /** It is a chain then, and relays 0 and 2 have each other's people and voices from relay 1. */
    @Test
    void aRingThatIsCutGoesTheOtherWayRound() {
        nodes(3);
        try (LinkWire wire = new LinkWire(nodes.get(2).address)) {
            link(0, 1);
            link(1, 2);
            link(0, 2, wire);
            relays.start();
            List<TestClient> people = joinAll();
            awaitEverybodySees(people, 3);
            awaitEveryWayIsOpen(people, "whole");
            wire.cut();
            awaitEveryWayIsOpen(people, "cut");
            awaitEverybodySees(people, 3);
            wire.heal();
            awaitEveryWayIsOpen(people, "healed");
            awaitEverybodySees(people, 3);
        }
    }

    // ---- a relay that stops ----------------------------------------------------------------------------------------

    @Test
    void aRelayThatStopsSplitsAChainAndJoinsItAgainWhenItIsBack() {
        lay("chain 3");
        relays.start();
        List<TestClient> people = joinAll();
        awaitEverybodySees(people, 3);
        awaitEveryWayIsOpen(people, "whole");
        nodes.get(1).stop();
        awaitSees(0, people, 0);
        awaitSees(2, people, 2);
        Duration left = untilNextAttempt(nodes.get(2), nodes.get(1));
        nodes.get(1).start();
        List<TestClient> again = List.of(people.get(0), nodes.get(1).join(ROOM, "Person again"), people.get(2));
        nodes.get(2).relay().clock().advance(left);
        awaitHears(again.get(1), again.get(2), "back");
        nodes.get(2).relay().clock().moveOn();
        awaitEverybodySees(again, 3);
        awaitEveryWayIsOpen(again, "joined again");
    }

    // ---- lists that go round ---------------------------------------------------------------------------------------

    /**
     * Who listens at each relay is told of each version of each list once: of Eve's, which comes once, once, however many
     * heartbeats follow.
     */
    @ParameterizedTest
    @ValueSource(strings = {"mesh 3", "ring 3"})
    void anAnnouncementThatCirclesEnds(String shape) {
        lay(shape);
        nodes.getFirst().trusts(fingerprint(EVE), "Eve");
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).trusts(fingerprint(FIRST_LISTENER + i), "Listener " + i);
        }
        relays.start();
        relays.awaitSettled();
        List<FakePeer> listeners = new ArrayList<>();
        try (FakePeer eve = FakePeer.linked(nodes.getFirst(), FakePeer.seed(EVE))) {
            for (int i = 0; i < nodes.size(); i++) {
                listeners.add(FakePeer.linked(nodes.get(i), FakePeer.seed(FIRST_LISTENER + i)));
            }
            List<TestClient> people = joinAll();
            eve.tells(ROOM, 1, "Eve");
            awaitEverybodySees(people, nodes.size() + 1);
            Awaitility.await()
                    .atMost(TestClient.PATIENCE)
                    .pollInterval(PING_PERIOD)
                    .untilAsserted(() -> {
                        eve.send(new SignalMessage.Ping(0));
                        listeners.forEach(listener -> listener.send(new SignalMessage.Ping(0)));
                        for (FakePeer listener : listeners) {
                            for (Relays.Node node : nodes) {
                                assertThat(told(listener, node.certificate())).hasSizeGreaterThan(HEARTBEATS);
                            }
                        }
                    });
            for (FakePeer listener : listeners) {
                assertThat(told(listener, eve.certificate)).containsExactly(1L);
                for (Relays.Node node : nodes) {
                    assertThat(told(listener, node.certificate())).doesNotHaveDuplicates();
                }
            }
        } finally {
            listeners.forEach(FakePeer::close);
        }
    }

    private static String fingerprint(int seed) {
        return RelayCertificate.of(FakePeer.seed(seed)).fingerprint().normalized();
    }

    /** Versions of that relay's list. */
    private static List<Long> told(FakePeer listener, RelayCertificate origin) {
        return listener.all(GlobalRoomActive.class).stream()
                .filter(told ->
                        told.origin().relay().equals(origin.fingerprint().text()))
                .map(told -> told.origin().version())
                .toList();
    }
}
