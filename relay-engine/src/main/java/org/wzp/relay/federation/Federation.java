package org.wzp.relay.federation;

import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RemoteSide;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalMessage;

/**
 * This relay among others: accepts and dials links, decides who may link, keeps rosters and media going. {@link #run} is called
 * again and again on the federation's thread. That thread owns everything here, but for what a class says is read elsewhere;
 * loops give it work through bounded queues.
 */
public final class Federation implements ConnectionAcceptor, Runnable {
    /** A list of a thousand people. */
    static final int MOST_SIGNAL_BYTES = 256 * 1024;
    /** What loops have for the federation's thread: a few for each connection that is being set up. */
    private static final int MOST_TASKS = 4096;

    /** A stock relay that trusts nobody ends the link at once; one that is still there then has accepted it. */
    private static final long STOCK_WORKS_NANOS = 5_000_000_000L;

    private static final int MOST_SIGNALS_IN_A_TURN = 64;

    private final Setup setup;
    private final TlsFingerprint own;
    private final DuplicateFilter duplicates;
    private final FederationCounters counters = new FederationCounters();
    private final GlobalRooms rooms = new GlobalRooms();
    private final LinkTable table = new LinkTable();
    private final Links links;
    private final Rosters rosters;
    private final Announcer announcer;
    private final MediaRoutes routes;
    private final RoomKeeping keeping;
    private final Outbound outbound;
    private final MediaIngress ingress;
    private final Knocks knocks = new Knocks();
    private final Inbound inbound;
    private final StatusMaker statusMaker;
    private final LinkJournal journal;
    private final FederationTasks tasks;
    private volatile FederationStatus status = FederationStatus.NONE;
    private int roomsRevision = -1;

    /**
     * What it is built with.
     *
     * @param crypto checks proofs, bounded
     * @param queue counts what waits for the federation's thread; made with {@link #MOST_TASKS}
     * @param events takes what becomes of links, and never waits
     */
    public record Setup(
            RelayTime time,
            RelayCertificate certificate,
            RoomDirectory directory,
            MediaForwarder forwarder,
            FederationStore store,
            Dialler dialler,
            Executor crypto,
            SecureRandom random,
            QueueGauge queue,
            Consumer<RelayEvent> events) {
        public static int mostTasks() {
            return MOST_TASKS;
        }
    }

    public Federation(Setup setup) {
        this.setup = setup;
        tasks = new FederationTasks(setup.queue());
        FederationConfig config = setup.store().config();
        long now = now();
        own = setup.certificate().fingerprint();
        duplicates = new DuplicateFilter(SipHash.random(setup.random()), now);
        ingress = new MediaIngress(
                setup.directory(), setup.forwarder(), duplicates, config.hopLimit(), config.packetsPerSecond());
        rosters = new Rosters(
                own.normalized(),
                config.hopLimit(),
                setup.directory(),
                rooms,
                table,
                new Versions(setup.time().wall()),
                counters);
        announcer = new Announcer(own, rosters);
        routes = new MediaRoutes(table, duplicates);
        keeping = new RoomKeeping(
                rooms,
                rosters,
                routes,
                announcer,
                table,
                setup.directory(),
                setup.time().nanos());
        LinkPace pace = new LinkPace();
        links = new Links(own.normalized(), table, counters, new LinkEvents());
        outbound = new Outbound(own, setup.time(), setup.random(), setup.dialler(), ingress, table, pace, tasks::add);
        statusMaker = new StatusMaker(setup.time(), setup.store(), table, rooms, outbound, knocks);
        MuteConnections mute = new MuteConnections(table, links, outbound, pace, setup.time());
        journal =
                new LinkJournal(table, setup.events(), () -> setup.time().wall().instant());
        inbound = new Inbound(
                setup, ingress, knocks, statusMaker, counters, mute, journal, pace, tasks::add, this::linked);
        var _ = rooms.follow(config.globalRooms());
        setup.directory().remotes(this::side);
    }

    // ---- for everybody ---------------------------------------------------------------------------------------------

    /** The one name of a room, whichever form a client asked for. Any thread. */
    public String canonical(String room) {
        return rooms.canonical(room);
    }

    private RemoteSide side(String room) {
        return rooms.side(room);
    }

    /** Whether this is the fingerprint of this relay. Any thread. */
    public boolean isOwn(String fingerprint) {
        return fingerprint.equals(own.normalized());
    }

    /** As of the last half of a second; while there is no other relay, of the last second or change. */
    public FederationStatus status() {
        return status;
    }

    /** What was counted since start. Any thread. */
    public FederationCounters counters() {
        return counters;
    }

    /** Dials it now, anew if it is linked. Any thread. */
    public void reconnect(String fingerprint) {
        tasks.add(() -> {
            outbound.of(fingerprint).ifPresent(peer -> peer.now(now()));
            PeerLink link = table.of(fingerprint);
            if (link != null) {
                links.end(link, CloseReason.LINK_REPLACED);
            }
        });
    }

    /** Its knocks are not shown any more, until the relay starts again. Any thread. */
    public void refuse(String fingerprint) {
        inbound.refuse(fingerprint);
    }

    /** Its knocks are shown again. Any thread. */
    public void unrefuse(String fingerprint) {
        inbound.unrefuse(fingerprint);
    }

    private void linked(PeerLink link) {
        links.add(link, now());
    }

    private void comes(PeerLink link) {
        links.comes(link, now());
    }

    /** @param how ends the wait for the next {@link #run}; any thread may call it */
    public void wakes(Runnable how) {
        tasks.wakes(how);
    }

    private long now() {
        return setup.time().nanos().getAsLong();
    }

    /** On the connection's loop. */
    @Override
    public ConnectionHandler accept(Connection connection) {
        return inbound.accept(connection);
    }

    // ---- the federation's thread -----------------------------------------------------------------------------------

    /** How long it may be until the next {@link #run}, ns. */
    public long periodNanos() {
        return tasks.period(this::work);
    }

    @Override
    public void run() {
        long now = now();
        duplicates.turn(now);
        tasks.run();
        followConfig(now);
        inbound.look(now);
        outbound.look(now, this::comes);
        links.look(now, link -> ended(link, now), rosters::forget);
        for (PeerLink link : links.heard()) {
            hear(link, now);
            if (!link.speaksOurs() && link.speaks(now - STOCK_WORKS_NANOS) && links.main(link) == link) {
                works(link);
            }
        }
        journal.look();
        keeping.look(now, links.heard());
        rooms.publish();
        announcer.tell(now);
        statusMaker.make(now).ifPresent(made -> status = made);
    }

    private FederationTasks.Work work() {
        if (links.isChanging() || !inbound.isEmpty() || keeping.isBehind() || announcer.isBehind()) {
            return FederationTasks.Work.BUSY;
        }
        return links.isEmpty() && setup.store().config().peers().isEmpty()
                ? FederationTasks.Work.ALONE
                : FederationTasks.Work.QUIET;
    }

    private void followConfig(long now) {
        FederationConfig config = setup.store().config();
        outbound.follow(config.peers(), now);
        for (GlobalRoom gone : rooms.follow(config.globalRooms())) {
            keeping.forget(gone);
        }
        if (roomsRevision != rooms.revision()) {
            roomsRevision = rooms.revision();
            links.heard().forEach(link -> link.follow(rooms.all()));
            rooms.all().forEach(room -> {
                room.changed = true;
                room.side().whenChangedHere(tasks::news);
            });
        }
        for (PeerLink link : links.heard()) {
            boolean wanted = link.facts().direction() == Direction.OUT
                    ? config.peer(link.peer())
                            .filter(peer -> peer.label().equals(link.facts().label()))
                            .isPresent()
                    : inbound.trusts(link.peer());
            if (!wanted) {
                links.end(link, CloseReason.LINK_REMOVED);
            }
        }
    }

    private void ended(PeerLink link, long now) {
        if (link.ended()
                .filter(info -> !info.byPeer() && info.code() == CloseReason.TOO_MANY_SIGNALS.code())
                .isPresent()) {
            counters.count(FederationCounters.Event.SIGNAL_FLOOD);
        }
        outbound.ended(link, now);
    }

    private void hear(PeerLink link, long now) {
        for (int i = 0; i < MOST_SIGNALS_IN_A_TURN; i++) {
            SignalMessage message = link.poll();
            if (message == null) {
                return;
            }
            switch (message) {
                case SignalMessage.FederationChallenge challenge -> answer(link, challenge);
                case SignalMessage.FederationAccepted accepted -> accepted(link, now);
                case SignalMessage.GlobalRoomActive active -> {
                    // a stock relay accepts without a word, and tells of its rooms at once
                    if (!link.speaksOurs()) {
                        links.accepted(link, now);
                    }
                    works(link);
                    rosters.receive(links.main(link), active, links.isGoing(link), now);
                }
                case SignalMessage.GlobalRoomInactive inactive ->
                    rosters.receive(links.main(link), inactive, links.isGoing(link), now);
                default -> {
                    // nothing that links are for; it was a sign of life
                }
            }
        }
        tasks.news();
    }

    private void answer(PeerLink link, SignalMessage.FederationChallenge challenge) {
        Bytes nonce = link.helloNonce;
        if (nonce == null) {
            return;
        }
        link.helloNonce = null;
        link.speaksOurs(true);
        // until it has accepted
        link.speaksFrom(Long.MAX_VALUE / 2 + now());
        link.send(LinkProof.of(
                setup.certificate(), new LinkProof.Connected(own.normalized(), link.peer(), nonce, challenge.nonce())));
    }

    private void accepted(PeerLink link, long now) {
        boolean awaited = link.speaksOurs() && link.facts().direction() == Direction.OUT && !link.speaks(now);
        if (awaited) {
            link.speaksFrom(now);
            link.tellAnew();
            links.accepted(link, now);
            works(link);
            if (links.main(link) == link) {
                rooms.all().forEach(room -> announcer.due(link, room));
            }
        }
    }

    private void works(PeerLink link) {
        if (!link.works) {
            link.works = true;
            knocks.remove(link.peer());
            outbound.up(link);
        }
    }

    /** What the rest has to know of links. */
    private final class LinkEvents implements Links.Listener {
        @Override
        public void coming(PeerLink link) {
            hears(link);
        }

        @Override
        public void arrived(PeerLink link) {
            outbound.of(link.peer()).ifPresent(OutboundPeer::arrived);
        }

        /** Before the other end hears that it may send: its media finds the rooms, and the links that it goes on to. */
        private void hears(PeerLink link) {
            link.whenNews(tasks::news);
            link.follow(rooms.all());
            long now = now();
            rooms.all().forEach(room -> routes.goesOn(link, room, now));
        }

        @Override
        public void begun(PeerLink link) {
            hears(link);
            rooms.all().forEach(room -> {
                room.changed = true;
                announcer.due(link, room);
            });
            if (link.works) {
                outbound.up(link);
            }
        }

        @Override
        public void replaces(PeerLink before, PeerLink link) {
            rosters.move(before, link);
        }

        @Override
        public void over(PeerLink link) {
            rosters.forget(link);
            announcer.forget(link);
            rooms.all().forEach(room -> room.changed = true);
        }
    }
}
