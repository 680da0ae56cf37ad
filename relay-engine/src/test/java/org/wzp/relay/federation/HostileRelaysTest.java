package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;
import static org.wzp.relay.federation.Relays.awaitUp;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.FederationHello;
import org.wzp.relay.wire.SignalMessage.FederationProof;

/**
 * What a relay that is trusted, or claims to be, can do with ill will: it is refused or bounded, and counted, and the snapshot
 * shows it; and meanwhile people of two other relays talk in another room and hear every word once.
 */
class HostileRelaysTest {
    private static final Seed MALLORY = FakePeer.seed(0x66);
    private static final String OFFICE = "office";
    private static final int NAMES = 10_000;
    /** As many as a list takes that is not too long for a signal. */
    private static final int NAMES_OF_A_LIST = 3_000;

    private static final int NAMES_OF_A_ROOM = 10;
    private static final List<String> ROOMS = Stream.concat(
                    Stream.of(ROOM, OFFICE),
                    IntStream.range(0, NAMES / NAMES_OF_A_ROOM).mapToObj(i -> "room-" + i))
            .toList();
    /** In as many hundredths of a second, with a word of the others after each. */
    private static final int SIGNALS_AT_ONCE = 4;

    private static final int DATAGRAMS_AT_ONCE = 100;
    private static final int MANY = 1_000;
    private static final int TRIES = 3;
    private static final int MADE_UP = 100;
    /** Of people as these, so many fit into the list that clients are told. */
    private static final int MOST_PEOPLE = 2_000;

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private Relays.Node paris;
    private Talk talk;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
        berlin = relays.node("Berlin").trusts(fingerprint(), "Mallory");
        paris = relays.node("Paris").dials(berlin);
        berlin.trusts(paris);
        for (Relays.Node node : List.of(berlin, paris)) {
            node.speaks(config -> config.globalRooms(rooms -> ROOMS));
        }
        relays.start();
        awaitUp(berlin, paris);
        TestClient anna = berlin.join(OFFICE, "Anna");
        TestClient ben = paris.join(OFFICE, "Ben");
        awaitHears(anna, ben, "hello");
        awaitHears(ben, anna, "hello, too");
        talk = new Talk(anna, ben);
    }

    @AfterEach
    void stop() {
        relays.close();
        log.close();
    }

    private static String fingerprint() {
        return RelayCertificate.of(MALLORY).fingerprint().normalized();
    }

    private long dropped(DropCause cause) {
        return berlin.peer(fingerprint()).traffic().dropped().stream()
                .filter(drop -> drop.cause() == cause)
                .mapToLong(Drop::count)
                .sum();
    }

    private long counted(String key) {
        return berlin.relay().relay().snapshot().counted(key);
    }

    private static String[] names(String begin, int count) {
        return IntStream.range(0, count).mapToObj(i -> begin + i).toArray(String[]::new);
    }

    @Test
    void aListOfTenThousandNamesEndsItsLink() {
        var since = paris.peer(berlin).since();
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            mallory.tells(ROOM, 1, names("name-", NAMES));
            talk.until(() -> assertThat(counted("transport.signal-too-large")).isEqualTo(1));
            assertThat(mallory.awaitClose().code()).isEqualTo(CloseReason.SIGNAL_TOO_LARGE.code());
        }
        talk.until(() -> assertThat(berlin.peer(fingerprint()).state()).isEqualTo(State.EXPECTED));
        talk.assertAllHeardOnce();
        assertThat(paris.peer(berlin).since()).isEqualTo(since);
    }

    /** Of relays that it says are behind it. What is told on from there has to be short enough for everybody. */
    @Test
    void tenThousandNamesInManyListsAreCutEverywhere() {
        TestClient cleo = berlin.join(ROOM, "Cleo");
        TestClient dora = paris.join(ROOM, "Dora");
        var since = paris.peer(berlin).since();
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            for (int origin = 0; origin < NAMES / NAMES_OF_A_LIST + 1; origin++) {
                String relay = RelayCertificate.of(FakePeer.seed(0x70 + origin))
                        .fingerprint()
                        .text();
                mallory.tells(ROOM, relay, 1, 1, names("n" + origin + "-", NAMES_OF_A_LIST));
            }
            talk.until(() -> {
                assertThat(counted(FederationCounters.Event.NAMES_CUT.key())).isGreaterThanOrEqualTo(NAMES - 4_000);
                assertThat(cleo.roster()).hasSizeGreaterThan(MOST_PEOPLE / 2);
                assertThat(dora.roster()).hasSizeGreaterThan(MOST_PEOPLE / 2);
                assertThat(berlin.relay().relay().snapshot().federation().rooms())
                        .filteredOn(room -> room.name().equals(ROOM))
                        .extracting(GlobalRoomStatus::elsewhere)
                        .allSatisfy(people -> assertThat(people).isBetween(MOST_PEOPLE / 2, MOST_PEOPLE));
            });
            for (TestClient person : List.of(cleo, dora)) {
                assertThat(person.roster()).hasSizeLessThanOrEqualTo(MOST_PEOPLE + 1);
            }
        }
        talk.assertAllHeardOnce();
        assertThat(paris.peer(berlin).since())
                .as("the link over which it is told on")
                .isEqualTo(since);
    }

    /** It says so of Paris, which is linked as well, with a version that nobody can surpass. */
    @Test
    void whatIsSaidToBeAnotherRelaysOwnListIsRefused() {
        TestClient cleo = berlin.join(ROOM, "Cleo");
        TestClient dora = paris.join(ROOM, "Dora");
        await(() -> assertThat(cleo.roster()).containsExactly("Cleo", "Dora"));
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            mallory.tells(ROOM, paris.certificate().fingerprint().text(), Long.MAX_VALUE, 0, "Ghost");
            talk.until(() -> assertThat(dropped(DropCause.MALFORMED)).isEqualTo(1));
            mallory.tells(ROOM, paris.certificate().fingerprint().text(), Long.MAX_VALUE, 1, "Ghost");
            mallory.tells(ROOM, 1, "Mallory");
            await(() -> assertThat(cleo.roster()).containsExactlyInAnyOrder("Cleo", "Dora", "Mallory"));
            TestClient emil = paris.join(ROOM, "Emil");
            await(() -> assertThat(cleo.roster()).containsExactlyInAnyOrder("Cleo", "Dora", "Emil", "Mallory"));
            await(() -> assertThat(emil.roster()).containsExactlyInAnyOrder("Cleo", "Dora", "Emil", "Mallory"));
            await(() -> assertThat(dora.roster()).containsExactlyInAnyOrder("Cleo", "Dora", "Emil", "Mallory"));
        }
        talk.assertAllHeardOnce();
    }

    /** It makes up more relays behind it than there is place for: those that are linked themselves have theirs. */
    @Test
    void relaysThatAreMadeUpTakeNobodysPlace() {
        TestClient cleo = berlin.join(ROOM, "Cleo");
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            int[] relay = {0};
            talk.until(() -> {
                if (relay[0] < MADE_UP) {
                    String origin = String.format("%064x", ++relay[0]);
                    mallory.tells(ROOM, origin, 1, 1, "made up " + relay[0]);
                }
                assertThat(dropped(DropCause.OVERFLOW)).isEqualTo(MADE_UP - Rosters.MOST_ORIGINS);
            });
            TestClient dora = paris.join(ROOM, "Dora");
            await(() -> assertThat(cleo.roster())
                    .hasSize(1 + Rosters.MOST_ORIGINS + 1)
                    .contains("Dora"));
            await(() -> assertThat(dora.roster()).contains("Cleo"));
        }
        talk.assertAllHeardOnce();
    }

    @Test
    void tenThousandNamesInAThousandRoomsAreShownAndTakeNoWordFromOthers() {
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            int[] told = {0};
            talk.until(() -> {
                for (int i = 0; i < SIGNALS_AT_ONCE; i++) {
                    int room = told[0]++ % (NAMES / NAMES_OF_A_ROOM);
                    mallory.tells("room-" + room, told[0], names("name-" + room + "-", NAMES_OF_A_ROOM));
                }
                for (Relays.Node node : List.of(berlin, paris)) {
                    assertThat(node.relay().relay().snapshot().federation().rooms().stream()
                                    .filter(room -> room.name().startsWith("room-"))
                                    .mapToInt(GlobalRoomStatus::elsewhere)
                                    .sum())
                            .isEqualTo(NAMES);
                }
            });
            assertThat(mallory.isClosed()).isFalse();
        }
        talk.assertAllHeardOnce();
    }

    @Test
    void somebodyInARoomAndNobodyInTurnTakesNoWordFromOthersAndLeavesNothing() {
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            String origin = mallory.certificate.fingerprint().text();
            int[] told = {0};
            talk.until(() -> {
                for (String room : List.of(OFFICE, "call-" + told[0])) {
                    mallory.tells(room, ++told[0], "Mallory");
                    mallory.send(new SignalMessage.GlobalRoomInactive(room, origin));
                }
                assertThat(told[0]).isGreaterThan(MANY);
            });
            talk.until(() -> assertThat(
                            berlin.relay().relay().snapshot().federation().rooms())
                    .hasSize(ROOMS.size()));
            assertThat(mallory.isClosed()).isFalse();
        }
        talk.assertAllHeardOnce();
    }

    @Test
    void whoLinksAgainAndAgainIsTurnedAwayAndFillsNoLog() {
        try (ExpectedLog lines = ExpectedLog.of(Federation.class).at(Level.INFO)) {
            talk.until(() -> {
                try (FakePeer mallory = FakePeer.dials(berlin.address, MALLORY)) {
                    mallory.hello(FakePeer.NONCE).prove(berlin.fingerprint());
                    await(() -> assertThat(mallory.isClosed()
                                    || !mallory.all(SignalMessage.FederationAccepted.class)
                                            .isEmpty())
                            .isTrue());
                }
                assertThat(counted(FederationCounters.Event.TOO_OFTEN.key())).isGreaterThan(TRIES);
            });
            assertThat(lines.lines().stream().filter(line -> line.contains("Mallory")))
                    .hasSizeBetween(1, LogAllowance.LINES_AT_ONCE + TRIES);
        }
        talk.assertAllHeardOnce();
    }

    @Test
    void mediaForRoomsThatNobodyHasIsCountedAndGoesNowhere() {
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            long[] hash = {1};
            talk.until(() -> {
                for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
                    mallory.say(hash[0]++, "nobody has this room", 0);
                }
                assertThat(dropped(DropCause.UNKNOWN_ROOM)).isGreaterThan(MANY);
            });
            talk.assertAllHeardOnce();
            assertThat(mallory.isClosed()).isFalse();
        }
    }

    @Test
    void mediaAboveTheRateIsCountedAndTheRestIsHeard() {
        TestClient cleo = berlin.join(ROOM, "Cleo");
        try (FakePeer mallory = FakePeer.linked(berlin, MALLORY)) {
            mallory.tells(ROOM, 1, "Mallory");
            await(() -> assertThat(cleo.roster()).containsExactly("Cleo", "Mallory"));
            talk.until(() -> {
                for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
                    mallory.say(ROOM, "shout", 0);
                }
                assertThat(dropped(DropCause.OVER_RATE)).isGreaterThan(MANY);
            });
            long in = berlin.peer(fingerprint()).traffic().in();
            assertThat(cleo.heard()).hasSizeBetween(1, (int) in);
            talk.assertAllHeardOnce();
        }
    }

    @Test
    void whoReplaysAProofIsRefusedEachTimeAndTheRelayItNamesIsNot() {
        FederationProof seen;
        try (FakePeer honest = FakePeer.dials(berlin.address, MALLORY)) {
            honest.hello(FakePeer.NONCE);
            seen = honest.proof(honest.challenge(), berlin.fingerprint());
            honest.send(seen);
            await(() -> honest.last(SignalMessage.FederationAccepted.class));
        }
        talk.until(() -> assertThat(berlin.peer(fingerprint()).state()).isEqualTo(State.EXPECTED));
        for (int i = 1; i <= TRIES; i++) {
            int tries = i;
            try (FakePeer replaying = FakePeer.dials(berlin.address, FakePeer.seed(0x67))) {
                replaying.send(new FederationHello(
                        RelayCertificate.of(MALLORY).fingerprint().text(), FakePeer.NONCE));
                Bytes challenge = replaying.challenge();
                assertThat(challenge).isNotEqualTo(Bytes.zeros(LinkProof.NONCE_BYTES));
                replaying.send(seen);
                talk.until(() -> assertThat(counted(FederationCounters.Event.UNPROVEN.key()))
                        .isEqualTo(tries));
                assertThat(replaying.awaitClose().code()).isEqualTo(CloseReason.RELAY_UNPROVEN.code());
            }
        }
        talk.until(() -> {
            assertThat(berlin.peer(fingerprint()).proof()).isEqualTo(Proof.REFUSED);
            assertThat(berlin.peer(fingerprint()).problem()).isEqualTo(Problem.OTHER_CERTIFICATE);
        });
        talk.assertAllHeardOnce();
        try (FakePeer honest = FakePeer.linked(berlin, MALLORY)) {
            await(() -> assertThat(berlin.peer(honest.fingerprint()).proof()).isEqualTo(Proof.PROVEN));
        }
    }

    @Test
    void whoOnlyClaimsATrustedFingerprintIsCountedAndShown() {
        for (int i = 1; i <= TRIES; i++) {
            int tries = i;
            try (FakePeer impostor = FakePeer.stock(berlin, MALLORY)) {
                impostor.tells(OFFICE, 1, "Mallory");
                impostor.say(OFFICE, "believe me", 0);
                talk.until(() -> assertThat(counted(FederationCounters.Event.CLAIM_REFUSED.key()))
                        .isEqualTo(tries));
                assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.RELAY_UNPROVEN.code());
                assertThat(impostor.heard()).isEmpty();
            }
        }
        talk.until(() -> assertThat(berlin.peer(fingerprint()).problem()).isEqualTo(Problem.CLAIM_NOT_ACCEPTED));
        talk.assertAllHeardOnce();
    }
}
