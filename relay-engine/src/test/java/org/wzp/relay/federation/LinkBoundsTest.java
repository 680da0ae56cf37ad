package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.Uplinks;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
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
    void asSoonAsASignalHasComeOrTheLinkIsOverTheFederationHearsOfItButNotOfASignOfLife() {
        AtomicInteger news = new AtomicInteger();
        link.whenNews(news::incrementAndGet);
        link.onSignal(connection, new SignalMessage.Ping(0));
        assertThat(news).hasValue(0);
        link.onSignal(connection, told("hall", 1));
        assertThat(news).hasValue(1);
        link.onClosed(connection, new ConnectionHandler.CloseInfo(true, false, false, 0, ""));
        assertThat(news).hasValue(2);
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
    void whoFillsTheInboxWithLongSignalsLosesTheLink() {
        int longest = Federation.MOST_SIGNAL_BYTES;
        for (int i = 0; i < PeerLink.INBOX_BYTES / longest; i++) {
            assertThat(link.takesSignal(connection, longest)).isTrue();
            link.onSignal(connection, told("room " + i, 1));
        }
        assertThat(connection.closedWith).isNull();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(link.takesSignal(connection, 100)).isTrue();
        link.onSignal(connection, told("one too many", 1));
        assertThat(connection.closedWith).isEqualTo(CloseReason.TOO_MANY_SIGNALS);
    }

    @Test
    void bytesThatAreMoreThanAnHonestRelayHasToSayAreSkippedUnread() {
        int longest = Federation.MOST_SIGNAL_BYTES;
        int read = 0;
        for (int i = 0; i < 100; i++) {
            read += link.takesSignal(connection, longest) ? 1 : 0;
        }
        assertThat(read).isEqualTo(PeerLink.BYTES_AT_ONCE / longest);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(link.takesSignal(connection, longest)).isTrue();
        assertThat(link.counters().droppedBy(DropCause.OVERFLOW)).isEqualTo(100 - read);
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
        rosters.receive(link, told("hall", 1_200), false, now);
        assertThat(rooms.known("hall").held.get(PEER).people()).hasSize(1_000);
    }

    @Test
    void ofThePeopleOfAllListsOfALinkSoManyAreKeptAsFitIntoItsBytes() {
        List<String> names = IntStream.range(0, 200).mapToObj(i -> "hall " + i).toList();
        var _ = rooms.follow(names);
        names.forEach(name -> rosters.receive(link, told(name, 1_000), false, now));
        assertThat(link.keptBytes).isBetween(PeerLink.MOST_KEPT_BYTES * 9 / 10, PeerLink.MOST_KEPT_BYTES);
        long kept = rooms.all().stream().filter(room -> !room.held.isEmpty()).count();
        assertThat(link.counters().droppedBy(DropCause.OVERFLOW)).isEqualTo(names.size() - kept);
        rosters.receive(link, told(names.getFirst(), 1), false, now);
        assertThat(rooms.known(names.getFirst()).held.get(PEER).people())
                .as("shorter than before")
                .hasSize(1);
        rosters.forget(link);
        assertThat(link.keptBytes).isZero();
    }

    @Test
    void peopleOfALinkThatAnotherConnectionCarriesCountThere() {
        var _ = rooms.follow(List.of("hall"));
        rosters.receive(link, told("hall", 10), false, now);
        long bytes = link.keptBytes;
        PeerLink next = other(new QuietConnection());
        rosters.move(link, next);
        assertThat(link.keptBytes).isZero();
        assertThat(next.keptBytes).isEqualTo(bytes).isPositive();
        rooms.known("hall").held.clear();
        assertThat(next.keptBytes).isZero();
    }

    @Test
    void aListThatWasStillOnItsWayOverTheConnectionBeforeDoesNotStandForTheNewerOne() {
        var _ = rooms.follow(List.of("hall"));
        rosters.receive(link, own(2, 2), false, now);
        rosters.receive(link, own(1, 1), true, now);
        assertThat(rooms.known("hall").held.get(PEER).people()).hasSize(2);
        rosters.receive(link, own(3, 3), true, now);
        assertThat(rooms.known("hall").held.get(PEER).people()).hasSize(3);
        rosters.receive(link, own(1, 4), false, now);
        assertThat(rooms.known("hall").held.get(PEER).people())
                .as("its clock was set back")
                .hasSize(4);
    }

    @Test
    void nobodyThatWasStillOnItsWayOverTheConnectionBeforeDoesNotStandForTheNewerList() {
        var _ = rooms.follow(List.of("hall"));
        rosters.receive(link, own(1, 1), false, now);
        PeerLink next = new PeerLink(link.facts(), new QuietConnection(), ingress, () -> now, true);
        rosters.move(link, next);
        rosters.receive(next, own(2, 2), false, now);
        rosters.receive(next, new GlobalRoomInactive("hall", PEER), true, now);
        assertThat(rooms.known("hall").held.get(PEER).people()).hasSize(2);
        assertThat(next.room(rooms.known("hall")).hasListeners()).isTrue();

        PeerLink third = new PeerLink(link.facts(), new QuietConnection(), ingress, () -> now, true);
        rosters.move(next, third);
        rosters.receive(third, new GlobalRoomInactive("hall", PEER), true, now);
        assertThat(rooms.known("hall").held.isEmpty())
                .as("nothing newer was told")
                .isTrue();
    }

    private static GlobalRoomActive own(long version, int people) {
        return new GlobalRoomActive("hall", told("hall", people).participants(), new RoomOrigin(PEER, version, 0));
    }

    @Test
    void theCallsOfOneRelayTakeNoPlaceOfAnothers() {
        for (int i = 0; i < 300; i++) {
            rosters.receive(link, told("call-" + i, 1), false, now);
        }
        rosters.receive(other(new QuietConnection()), told("call-of-others", 1), false, now);
        assertThat(rooms.known("call-of-others")).isNotNull();
    }

    @Test
    void roomsOfTwoHundredAndFiftySixCallsAreKnownAndOthersAreCounted() {
        for (int i = 0; i < 300; i++) {
            rosters.receive(link, told("call-" + i, 1), false, now);
        }
        assertThat(rooms.all()).hasSize(256);
        assertThat(link.counters().droppedBy(DropCause.UNKNOWN_ROOM)).isEqualTo(300 - 256);
    }

    @Test
    void whoSaysThatNobodyIsInACallMakesNoRoom() {
        for (int i = 0; i < 300; i++) {
            rosters.receive(link, new GlobalRoomInactive("call-" + i), false, now);
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
            rosters.receive(link, new GlobalRoomActive("hall", told("hall", 1).participants(), origin), false, now);
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

    /** It would lose the link, over there, for the bytes of others. */
    @Test
    void whoTellsOfManyPeopleHasOthersToldOfThemInAsManyBytesAsTheyTake() {
        var _ = rooms.follow(List.of("hall"));
        for (int i = 0; i < 60; i++) {
            List<RosterEntry> people = IntStream.range(0, 1_000)
                    .mapToObj(person -> new RosterEntry("person " + person, "a".repeat(128), null))
                    .toList();
            RoomOrigin origin = new RoomOrigin(relay(i), 1, 1);
            rosters.receive(link, new GlobalRoomActive("hall", people, origin), false, now);
        }
        QuietConnection its = new QuietConnection();
        PeerLink other = other(its);
        announcer.due(other, rooms.known("hall"));
        for (int turn = 0; turn < 20; turn++) {
            announcer.tell(now);
        }
        int atOnce = its.signals;
        assertThat(atOnce).isBetween(20, 30);
        now += TimeUnit.SECONDS.toNanos(1);
        announcer.tell(now);
        assertThat(its.signals - atOnce).isBetween(2, 4);
    }

    @Test
    void noPersonTakesMoreOfASignalThanIsCounted() {
        for (String text : List.of("", "Anna", "\u0001\n\"\\", "Zoë", "日本", "\ud83d\ude00", "\ud83d")) {
            for (RosterEntry entry : List.of(new RosterEntry(text, text, text), new RosterEntry(text, null, null))) {
                int alone = SignalCodec.encode(new GlobalRoomActive("hall", List.of())).length;
                int with = SignalCodec.encode(new GlobalRoomActive("hall", List.of(entry))).length;
                assertThat(FittingPeople.bytesOf(List.of(entry))).isGreaterThan(with - alone);
            }
        }
    }

    /** Somebody tells of so many people that putting them together takes as long as a turn of the thread may. */
    @Test
    void peopleOfManyRoomsAreShownAFewRoomsAtATimeAndTheirMediaGoesAtOnce() {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "hall " + i).toList();
        var _ = rooms.follow(names);
        names.forEach(name -> rosters.receive(link, told(name, 1), false, now));
        LinkTable table = new LinkTable();
        table.put(link);
        RoomKeeping keeping = new RoomKeeping(
                rooms,
                rosters,
                new MediaRoutes(table, new DuplicateFilter(new SipHash(1, 2), 0)),
                announcer,
                table,
                directory,
                () -> now += RoomKeeping.SHOWING_NANOS / 2);
        keeping.look(now, List.of(link));
        assertThat(shown()).isOne();
        assertThat(rooms.all()).noneMatch(room -> room.side().uplinks() == Uplinks.NONE);
        for (int turn = 1; turn < names.size(); turn++) {
            keeping.look(now, List.of(link));
        }
        assertThat(shown()).isEqualTo(names.size());
    }

    private long shown() {
        return rooms.all().stream()
                .filter(room -> !room.side().roster().people().isEmpty())
                .count();
    }

    @Test
    void whoConnectsAgainAndAgainMayBeginALinkOnceASecondAndHasALineNowAndAgain() {
        LinkPace pace = new LinkPace();
        try (ExpectedLog log = ExpectedLog.of(LinkPace.class)) {
            int begun = 0;
            int lines = 0;
            for (int second = 0; second < 100; second++) {
                now += TimeUnit.SECONDS.toNanos(1);
                for (int i = 0; i < 20; i++) {
                    begun += pace.mayBegin(PEER, now) ? 1 : 0;
                    lines += pace.mayTell(PEER, now) ? 1 : 0;
                }
            }
            assertThat(begun).isBetween(100, 100 + LinkPace.LINKS_AT_ONCE);
            assertThat(lines).isBetween(LogAllowance.LINES_AT_ONCE, LogAllowance.LINES_AT_ONCE + 4);
            assertThat(log.lines())
                    .hasSize(lines - LogAllowance.LINES_AT_ONCE)
                    .first()
                    .asString()
                    .contains("lines about");
            assertThat(pace.mayBegin(OWN, now)).as("another relay").isTrue();
            assertThat(pace.mayTell(OWN, now)).as("another relay").isTrue();
        }
    }

    @Test
    void ofALinkThatWasNeverAcceptedNothingIsKept() {
        List<PeerLink> over = new ArrayList<>();
        Links links = new Links(OWN, new LinkTable(), new FederationCounters(), new Links.Listener() {
            @Override
            public void coming(PeerLink link) {}

            @Override
            public void arrived(PeerLink link) {}

            @Override
            public void begun(PeerLink link) {}

            @Override
            public void replaces(PeerLink before, PeerLink link) {}

            @Override
            public void over(PeerLink link) {
                over.add(link);
            }
        });
        links.comes(link, now);
        link.onClosed(connection, new ConnectionHandler.CloseInfo(false, false, true, 10, "no login in time"));
        links.look(now, ended -> {}, silent -> {});
        assertThat(over).containsExactly(link);
    }

    @Test
    void ofARoomThatNobodyIsInNothingIsKeptForALink() {
        rosters.receive(link, told("call-1", 1), false, now);
        GlobalRoom call = rooms.known("call-1");
        QuietConnection its = new QuietConnection();
        PeerLink other = other(its);
        PeerLink[] links = {other};
        announcer.due(other, call);
        assertThat(announcer.isTold(call, links)).isFalse();
        announcer.tell(now);
        assertThat(announcer.isTold(call, links)).as("it knows of somebody").isFalse();
        rosters.receive(link, new GlobalRoomInactive("call-1"), false, now);
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
        assertThat(announcer.isBehind()).isTrue();
        announcer.tell(now);
        assertThat(announcer.isBehind()).isFalse();
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
