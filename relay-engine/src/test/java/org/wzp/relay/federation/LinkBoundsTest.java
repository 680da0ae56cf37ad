package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.FederationHello;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;
import org.wzp.relay.wire.SignalMessage.GlobalRoomInactive;

/** What another relay can make this one keep, and where it ends: the table "Links to other relays" of the README. */
class LinkBoundsTest {
    private static final String OWN = "22".repeat(32);
    private static final String PEER = "11".repeat(32);

    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    private final MediaIngress ingress = new MediaIngress(
            directory, new MediaForwarder(System::nanoTime), new DuplicateFilter(new SipHash(1, 2), 0), 2, 500);
    private final GlobalRooms rooms = new GlobalRooms();
    private final Rosters rosters = new Rosters(
            OWN, 2, directory, rooms, new LinkTable(), new Versions(() -> Instant.EPOCH), new FederationCounters());
    private final Announcer announcer = new Announcer(new TlsFingerprint(Bytes.ofHex(OWN)), rosters);
    private final QuietConnection connection = new QuietConnection();
    private long now;
    private final PeerLink link = new PeerLink(
            new PeerLink.Facts(PEER, "Peer", Direction.IN, Proof.PROVEN, Instant.EPOCH),
            connection,
            ingress,
            () -> now,
            false);

    private static GlobalRoomActive told(String room, int people) {
        return new GlobalRoomActive(
                room,
                IntStream.range(0, people)
                        .mapToObj(i -> new RosterEntry("person " + i, "Person", null))
                        .toList());
    }

    @Test
    void whoFillsTheInboxLosesTheLink() {
        for (int i = 0; i < PeerLink.INBOX; i++) {
            link.onSignal(connection, told("room " + i, 1));
        }
        assertThat(connection.closedWith).isNull();
        link.onSignal(connection, told("one too many", 1));
        assertThat(connection.closedWith).isEqualTo(CloseReason.TOO_MANY_SIGNALS);
        assertThat(link.counters().droppedBy(DropCause.QUEUE_FULL)).isEqualTo(1);
        List<SignalMessage> kept = new ArrayList<>();
        for (SignalMessage next = link.poll(); next != null; next = link.poll()) {
            kept.add(next);
        }
        assertThat(kept).hasSize(PeerLink.INBOX).last().isEqualTo(told("room " + (PeerLink.INBOX - 1), 1));
    }

    @Test
    void whatIsMoreThanAnHonestRelayHasToSayIsSkippedUnread() {
        assertThat(read(3_000)).isEqualTo(2_000);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(read(3_000)).isEqualTo(200);
        assertThat(link.counters().droppedBy(DropCause.OVERFLOW)).isEqualTo(3_800);
    }

    private int read(int signals) {
        int read = 0;
        for (int i = 0; i < signals; i++) {
            read += link.takesSignal(connection, 100) ? 1 : 0;
        }
        return read;
    }

    @Test
    void ofOneRoomsListAThousandPeopleAreKept() {
        var _ = rooms.follow(List.of("hall"));
        rosters.receive(link, told("hall", 1_200), now);
        assertThat(rooms.resolve("hall").held.get(PEER).people()).hasSize(1_000);
    }

    @Test
    void roomsOfTwoHundredAndFiftySixCallsAreKnownAndOthersAreCounted() {
        for (int i = 0; i < 300; i++) {
            rosters.receive(link, told("call-" + i, 1), now);
        }
        assertThat(rooms.all()).hasSize(256);
        assertThat(link.counters().droppedBy(DropCause.UNKNOWN_ROOM)).isEqualTo(300 - 256);
    }

    @Test
    void whoSaysThatNobodyIsInACallMakesNoRoom() {
        for (int i = 0; i < 300; i++) {
            rosters.receive(link, new GlobalRoomInactive("call-" + i));
        }
        assertThat(rooms.all()).isEmpty();
    }

    /** A relay of this kind, which is told what {@link #link} tells. */
    private PeerLink other(QuietConnection its) {
        return new PeerLink(
                new PeerLink.Facts("33".repeat(32), "Other", Direction.IN, Proof.PROVEN, Instant.EPOCH),
                its,
                ingress,
                () -> now,
                true);
    }

    private static String relay(int number) {
        return String.format(Locale.ROOT, "%02x", 0x40 + number).repeat(32);
    }

    @Test
    void whoTellsOfManyRelaysHasOthersToldOfThemAFewAtATime() {
        var _ = rooms.follow(List.of("hall"));
        int relays = 40;
        for (int i = 0; i < relays; i++) {
            RoomOrigin origin = new RoomOrigin(relay(i), 1, 1);
            rosters.receive(link, new GlobalRoomActive("hall", told("hall", 1).participants(), origin), now);
        }
        QuietConnection its = new QuietConnection();
        PeerLink other = other(its);
        announcer.due(other, rooms.known("hall"));
        announcer.tell(now);
        assertThat(its.signals).isEqualTo(Announcer.MOST_AT_ONCE);
        announcer.tell(now);
        announcer.tell(now);
        announcer.tell(now);
        assertThat(its.signals).isEqualTo(relays);
        assertThat(other.toldOurs.get(rooms.known("hall"))).hasSize(relays);
    }

    @Test
    void ofARoomThatNobodyIsInNothingIsKeptForALink() {
        rosters.receive(link, told("call-1", 1), now);
        GlobalRoom call = rooms.known("call-1");
        QuietConnection its = new QuietConnection();
        PeerLink other = other(its);
        PeerLink[] links = {other};
        announcer.due(other, call);
        assertThat(announcer.isTold(call, links)).isFalse();
        announcer.tell(now);
        assertThat(announcer.isTold(call, links)).as("it knows of somebody").isFalse();
        rosters.receive(link, new GlobalRoomInactive("call-1"));
        announcer.due(other, call);
        announcer.tell(now);
        assertThat(its.signals).isEqualTo(2);
        assertThat(announcer.isTold(call, links)).isTrue();
        announcer.due(other, call);
        announcer.tell(now);
        assertThat(other.toldOurs).isEmpty();
    }

    @Test
    void aLinkThatHasEndedIsToldNothingMore() {
        var _ = rooms.follow(List.of("hall"));
        PeerLink other = other(new QuietConnection());
        announcer.due(other, rooms.known("hall"));
        other.onClosed(connection, new ConnectionHandler.CloseInfo(false, false, true, 28, "replaced"));
        announcer.tell(now);
        assertThat(announcer.isDue(other)).isFalse();
    }

    @Test
    void ofRelaysThatKnockTheNewestAreShown() {
        Knocks knocks = new Knocks();
        InetSocketAddress somewhere = new InetSocketAddress("192.0.2.1", 4433);
        for (int i = 0; i < 40; i++) {
            assertThat(knocks.add("relay " + i, false, somewhere, Instant.EPOCH))
                    .isTrue();
        }
        assertThat(knocks.newestFirst())
                .hasSize(32)
                .extracting(KnockStatus::fingerprint)
                .startsWith("relay 39")
                .endsWith("relay 8");
    }

    @Test
    void whatARelayTellsBeforeItIsLetInIsBoundedAndBroughtToItsLink() {
        List<InboundHello.Arrival> arrived = new ArrayList<>();
        InboundHello hello = new InboundHello(
                new InboundHello.Setup(
                        OWN,
                        Bytes.zeros(LinkProof.NONCE_BYTES),
                        Runnable::run,
                        new FederationCounters(),
                        claimed -> false,
                        arrived::add),
                connection,
                now);
        hello.onSignal(connection, new FederationHello(PEER));
        assertThat(arrived).hasSize(1);
        for (int i = 0; i < 100; i++) {
            hello.onSignal(connection, told("room " + i, 1));
        }
        assertThat(connection.isLoggedIn).isFalse();

        hello.handOver(link);

        assertThat(connection.isLoggedIn).isTrue();
        for (int i = 0; i < 64; i++) {
            assertThat(link.poll()).isEqualTo(told("room " + i, 1));
        }
        assertThat(link.poll()).isNull();
    }

    @Test
    void aDialWhoseAnswerFoundAFullQueueIsMadeAnew() {
        OutboundPeer peer =
                new OutboundPeer(new FederationConfig.Peer("192.0.2.1:4433", PEER, "Peer"), new Random(1), now);
        assertThat(peer.isDue(now)).isTrue();
        assertThat(peer.begins(now)).isZero();
        assertThat(peer.isDue(now + Backoff.MOST_NANOS - 1)).isFalse();
        assertThat(peer.isDue(now + Backoff.MOST_NANOS)).isTrue();
        assertThat(peer.begins(now + Backoff.MOST_NANOS)).isEqualTo(1);
    }

    @Test
    void whoHasNotSaidWhoItIsAfterFiveSecondsIsLate() {
        InboundHello hello = new InboundHello(
                new InboundHello.Setup(
                        OWN,
                        Bytes.zeros(LinkProof.NONCE_BYTES),
                        Runnable::run,
                        new FederationCounters(),
                        claimed -> false,
                        arrival -> {}),
                connection,
                now);
        assertThat(hello.isLate(TimeUnit.SECONDS.toNanos(5) - 1)).isFalse();
        assertThat(hello.isLate(TimeUnit.SECONDS.toNanos(5))).isTrue();
    }
}
