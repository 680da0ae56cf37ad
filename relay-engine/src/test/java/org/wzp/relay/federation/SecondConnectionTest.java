package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/**
 * A stock relay that is dialled and dials has two connections, and can't prove that the second one is its own. Who claims to be
 * that relay neither speaks for it nor hears what it is told nor ends its link.
 */
class SecondConnectionTest {
    private static final Seed STOCK = FakePeer.seed(0x11);

    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private FakePeer stock;
    private ExpectedLog log;

    @BeforeEach
    void start() {
        log = ExpectedLog.of(Federation.class);
        relays = new Relays(folder);
        stock = FakePeer.listens(STOCK);
        berlin = relays.node("Berlin")
                .speaks(config -> Relays.with(config, true, 2))
                .trusts(stock.fingerprint(), "Stock");
    }

    @AfterEach
    void stop() {
        relays.close();
        stock.close();
        log.close();
    }

    private String url() {
        return "127.0.0.1:" + stock.address().getPort();
    }

    private TestClient linked() {
        berlin.dials(url(), stock.fingerprint(), "Stock").start();
        TestClient anna = berlin.join(ROOM, "Anna");
        awaitToldOf(stock, "Anna");
        stock.tells(ROOM, 1, "Sam");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
        return anna;
    }

    private static void awaitToldOf(FakePeer peer, String alias) {
        await(() -> assertThat(peer.all(GlobalRoomActive.class))
                .flatMap(GlobalRoomActive::participants)
                .anyMatch(person -> alias.equals(person.alias())));
    }

    /** A stock relay has forgotten with the one connection what it was told over the other. */
    private static void awaitToldAgain(FakePeer peer, String alias) {
        await(() -> assertThat(peer.all(GlobalRoomActive.class))
                .filteredOn(told -> told.participants().stream().anyMatch(person -> alias.equals(person.alias())))
                .hasSizeGreaterThan(1));
    }

    private static void awaitHeard(FakePeer listener, TestClient speaker, String words) {
        await(() -> {
            speaker.say(words);
            assertThat(listener.heard()).contains(words);
        });
    }

    private static void awaitHeard(TestClient listener, FakePeer speaker, String words) {
        await(() -> {
            speaker.say(ROOM, words, 0);
            assertThat(listener.heard()).contains(words);
        });
    }

    private long counted(FederationCounters.Event event) {
        return berlin.relay().relay().snapshot().counted(event.key());
    }

    @Test
    void aClaimFromElsewhereIsNoSecondConnectionOfARelayThatIsLinked() {
        assertNotBelieved(linked());
    }

    @Test
    void norIsItWhereClaimsAreNotLetIn() {
        berlin.speaks(config -> Relays.with(config, false, 2));
        assertNotBelieved(linked());
    }

    private void assertNotBelieved(TestClient anna) {
        try (FakePeer impostor = FakePeer.dials(berlin.address, STOCK)) {
            impostor.send(new SignalMessage.FederationHello(
                    stock.certificate.fingerprint().text()));
            impostor.tells(ROOM, 2, "Mallory");
            impostor.say(ROOM, "believe me", 0);
            assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.RELAY_UNPROVEN.code());
            await(() ->
                    assertThat(counted(FederationCounters.Event.CLAIM_REFUSED)).isEqualTo(1));
            awaitHeard(stock, anna, "still there?");
            awaitHeard(anna, stock, "still here");
            assertThat(impostor.heard()).isEmpty();
            // were it the stock relay itself, it would send nothing over the link, which stays up: the operator is told
            await(() -> assertThat(berlin.peer(stock.fingerprint()).problem()).isEqualTo(Problem.CLAIMED_ELSEWHERE));
            assertThat(berlin.peer(stock.fingerprint()).state()).isEqualTo(State.UP);
            await(() -> assertThat(berlin.relay().relay().snapshot().attention())
                    .anyMatch(line -> NoticeWords.english(line).contains("let only one of the two dial")));
        }
        assertThat(stock.isClosed()).isFalse();
        assertThat(anna.heard()).doesNotContain("believe me");
        assertThat(anna.roster()).containsExactly("Anna", "Sam");
        await(() -> assertThat(berlin.peer(stock.fingerprint()).proof()).isEqualTo(Proof.PINNED));
    }

    @Test
    void theSecondConnectionOfTheRelayItselfIsHeardAndBothEndTogether() {
        TestClient anna = linked();
        FakePeer second = stock.dialsAsWell(berlin);
        second.tells(ROOM, 2, "Sam", "Tom");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam", "Tom"));
        awaitToldOf(second, "Anna");
        awaitHeard(anna, second, "over the second");
        awaitHeard(anna, stock, "over the first");
        awaitHeard(stock, anna, "to the first");
        await(() -> assertThat(berlin.peer(stock.fingerprint()).proof()).isEqualTo(Proof.PINNED));
        second.close();
        assertThat(stock.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
        await(() -> assertThat(anna.roster()).containsExactly("Anna"));
    }

    @Test
    void theRelayThatIsDialledTakesThePlaceOfWhoOnlyClaimsToBeIt() {
        berlin.start();
        TestClient anna = berlin.join(ROOM, "Anna");
        try (FakePeer impostor = FakePeer.stock(berlin, STOCK)) {
            impostor.tells(ROOM, 1, "Mallory");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Mallory"));
            assertThat(berlin.relay().execute(new DialRelay(url(), stock.fingerprint(), "Stock")))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(impostor.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
            await(() -> assertThat(anna.roster()).containsExactly("Anna"));
            stock.tells(ROOM, 2, "Sam");
            await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
            awaitHeard(stock, anna, "to the right one");
            assertThat(impostor.heard()).doesNotContain("to the right one");
            await(() -> assertThat(berlin.peer(stock.fingerprint()).proof()).isEqualTo(Proof.PINNED));
        }
    }

    /**
     * A stock relay sends over the newest of its connections, and over none when any of them ends. So the one that proves
     * nothing stays open, and the one whose certificate is known is made the newest.
     */
    @Test
    void whereClaimsAreNotLetInTheSecondStaysOpenUnheardAndTheStockRelayIsDialledAnew() {
        berlin.speaks(config -> Relays.with(config, false, 2));
        TestClient anna = linked();
        Connection dialledFirst = stock.connection();
        FakePeer second = stock.dialsAsWell(berlin);
        second.tells(ROOM, 2, "Mallory");
        second.say(ROOM, "unproven", 0);
        assertThat(stock.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
        await(() -> assertThat(stock.connection()).isNotSameAs(dialledFirst));
        stock.tells(ROOM, 3, "Sam", "Tom");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam", "Tom"));
        awaitToldAgain(stock, "Anna");
        second.tells(ROOM, 4, "Mallory");
        second.say(ROOM, "unproven", 0);
        awaitHeard(anna, stock, "over the pinned one");
        awaitHeard(stock, anna, "to the pinned one");
        assertThat(second.isClosed()).isFalse();
        assertThat(second.heard()).isEmpty();
        assertThat(anna.heard()).doesNotContain("unproven");
        assertThat(anna.roster()).containsExactly("Anna", "Sam", "Tom");
        await(() -> assertThat(berlin.peer(stock.fingerprint()).proof()).isEqualTo(Proof.PINNED));
    }

    /** It has dialled again: of the one before it knows nothing any more. However often it does, the link stands for a while. */
    @Test
    void ofUnheardConnectionsOfAStockRelayOneIsKeptAndTheLinkIsNotMadeAnewForEach() {
        berlin.speaks(config -> Relays.with(config, false, 2));
        TestClient anna = linked();
        Connection dialledFirst = stock.connection();
        FakePeer second = stock.dialsAsWell(berlin);
        await(() -> assertThat(stock.connection()).isNotSameAs(dialledFirst));
        stock.tells(ROOM, 2, "Sam", "Tom");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam", "Tom"));
        Connection dialledSecond = stock.connection();
        FakePeer third = stock.dialsAsWell(berlin);
        assertThat(second.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
        FakePeer fourth = stock.dialsAsWell(berlin);
        assertThat(third.awaitClose().code()).isEqualTo(CloseReason.LINK_REPLACED.code());
        assertThat(stock.connection()).isSameAs(dialledSecond);
        assertThat(dialledSecond.isOpen()).isTrue();
        // it sends over its newest connection until then
        await(() -> assertThat(stock.connection()).isNotSameAs(dialledSecond));
        stock.tells(ROOM, 3, "Sam", "Tom");
        awaitHeard(anna, stock, "over the newest");
        assertThat(fourth.isClosed()).isFalse();
    }

    /** The stock relay was here first, before this one dialled it. */
    @Test
    void theConnectionThatIsPinnedIsSpokenToEvenWhenTheOtherWasFirst() {
        berlin.start();
        TestClient anna = berlin.join(ROOM, "Anna");
        FakePeer first = stock.dialsAsWell(berlin);
        first.tells(ROOM, 1, "Sam");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Sam"));
        assertThat(berlin.relay().execute(new DialRelay(url(), stock.fingerprint(), "Stock")))
                .isInstanceOf(Outcome.Done.class);
        awaitToldOf(stock, "Anna");
        await(() -> assertThat(berlin.peer(stock.fingerprint()).proof()).isEqualTo(Proof.PINNED));
        awaitHeard(stock, anna, "to the pinned one");
        awaitHeard(anna, first, "over the other one");
        assertThat(first.heard()).doesNotContain("to the pinned one");
        assertThat(List.of(first.isClosed(), stock.isClosed())).containsOnly(false);
        assertThat(anna.roster()).containsExactly("Anna", "Sam");
    }
}
