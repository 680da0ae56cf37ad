package org.wzp.relay.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.admission.AdmissionCounters;
import org.wzp.relay.admission.BoundedExecutor;
import org.wzp.relay.admission.JoinRates;
import org.wzp.relay.admission.LoginContext;
import org.wzp.relay.admission.RoomAdmission;
import org.wzp.relay.admission.RoomLogins;
import org.wzp.relay.admission.RoomPlacement;
import org.wzp.relay.admission.SeenOffers;
import org.wzp.relay.admission.ServiceRouter;
import org.wzp.relay.admission.SessionPermits;
import org.wzp.relay.admission.SignedOffers;
import org.wzp.relay.admission.SmallServices;
import org.wzp.relay.admission.TokenCheck;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.EndpointStatus;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.config.ConfigCheck;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.SlowWatch;
import org.wzp.relay.federation.DiallingSockets;
import org.wzp.relay.federation.Federation;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.loop.PeriodicTask;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.loop.ThreadWatch;
import org.wzp.relay.media.ForwardingWatch;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.media.PacketWatches;
import org.wzp.relay.monitor.AttentionRule;
import org.wzp.relay.monitor.ContentionSource;
import org.wzp.relay.monitor.CountersSource;
import org.wzp.relay.monitor.DropsRule;
import org.wzp.relay.monitor.EventBus;
import org.wzp.relay.monitor.FederationRule;
import org.wzp.relay.monitor.Journal;
import org.wzp.relay.monitor.LoginWatch;
import org.wzp.relay.monitor.ReachableAddresses;
import org.wzp.relay.monitor.RoomQualityRule;
import org.wzp.relay.monitor.RoomsSource;
import org.wzp.relay.monitor.SnapshotAssembler;
import org.wzp.relay.monitor.StandingRules;
import org.wzp.relay.monitor.Takeovers;
import org.wzp.relay.monitor.TrafficSource;
import org.wzp.relay.monitor.TrafficStatistics;
import org.wzp.relay.nearby.DnsSd;
import org.wzp.relay.nearby.JmdnsLan;
import org.wzp.relay.nearby.NearbyRelays;
import org.wzp.relay.operator.CommandDispatcher;
import org.wzp.relay.operator.DrainControl;
import org.wzp.relay.operator.EntryQuestions;
import org.wzp.relay.operator.RuleStores;
import org.wzp.relay.room.QualitySweep;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.RosterPace;
import org.wzp.relay.storage.HomeLock;
import org.wzp.relay.text.BuildText;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.transport.choice.NativeFolder;

/**
 * One run of the relay, from a successful start to its stop: its packages wired by hand. Immutable; what it is made of
 * says itself which threads may use it.
 */
final class RelayAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(RelayAssembly.class);
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);

    private final RelayTime time;
    private final Resources resources;
    private final RoomDirectory rooms;
    private final RoomAdmission admission;
    private final CommandDispatcher dispatcher;
    private final EntryQuestions entry;
    private final DrainControl drain;
    final PacketWatches watches;
    private final QuicEndpoint endpoint;
    private final Federation federation;
    private final CountersSource counted;
    private final SnapshotAssembler assembler;
    private final ThreadWatch threads;

    private RelayAssembly(RelayConfig config, Outside outside, Owner owner, Resources resources)
            throws RelayStartException {
        this.time = outside.time();
        this.resources = resources;
        LockLedger ledger = outside.ledger();
        EventBus events = outside.events();
        AdmissionCounters counters = new AdmissionCounters();
        Takeovers takeovers = new Takeovers(time, events);
        TrafficStatistics statistics = new TrafficStatistics(time.nanos());
        MediaForwarder forwarder = new MediaForwarder(time.nanos());
        watches = new PacketWatches(forwarder, time);

        resources.add("home lock", HomeLock.take(config.home()));
        SecureRandom random = new SecureRandom();
        Seed seed = seed(config, random);
        Identity identity = Identity.of(seed);
        RelayCertificate certificate = RelayCertificate.of(seed);

        Journal journal = new Journal(time, events);
        rooms = new RoomDirectory(time.wall(), ledger, journal, rosterPace(config, time));
        RuleStores stores = RuleStores.open(config, time, ledger, rooms, identity);
        AccessList access = stores.access();
        dispatcher = stores.dispatcher();
        entry = new EntryQuestions(config, access);
        drain = stores.drain();
        stores.watches().of(watches::begin);
        Optional<TokenCheck> tokens = config.authUrl().map(url -> new TokenCheck(url, TOKEN_TIMEOUT, counters));
        tokens.ifPresent(check -> resources.add("token check", check));
        SignedOffers offers = new SignedOffers(identity, random);
        admission = new RoomAdmission(
                time,
                new SessionPermits(
                        config.maxSessions(), config.limits().quotas().sessionsPerAddress(config.maxSessions())),
                access,
                rooms,
                forwarder,
                List.of(statistics, takeovers),
                config.limits().quotas());
        admission.admitNobodyWhile(drain::isDraining);
        admission.callPeople(stores.book()::name);
        LoginContext context = new LoginContext(
                config.limits(),
                tokens,
                offers,
                new JoinRates(config.limits().quotas()),
                new SeenOffers(random),
                new BoundedExecutor("login", Runtime.getRuntime().availableProcessors()),
                admission,
                counters,
                journal,
                time.nanos());
        DiallingSockets dialler = new DiallingSockets(config, ledger);
        resources.add("second dialling socket", dialler);
        federation = new Federation(new Federation.Setup(
                time,
                certificate,
                rooms,
                forwarder,
                stores.federation(),
                dialler,
                new BoundedExecutor("federation proof", Runtime.getRuntime().availableProcessors()),
                random,
                ledger.queue("federation tasks", Federation.Setup.mostTasks()),
                events::offer));
        stores.links().of(federation);
        RoomLogins logins = new RoomLogins(
                context,
                new RoomPlacement(rooms, config.loops().spreadAbove(), time.nanos(), random),
                federation::canonical);
        Map<String, ConnectionAcceptor> services = new HashMap<>(SmallServices.of(context, BuildText.get()));
        services.put("_federation", federation);
        endpoint = bind(config, ledger, certificate, new ServiceRouter(services, logins));
        dialler.own(endpoint);
        resources.add(
                "endpoint",
                () -> endpoint.close(CloseReason.SHUTTING_DOWN, config.limits().stopGrace()));
        LoginWatch loginWatch = new LoginWatch(endpoint.counters());
        WarmUp.run(endpoint, offers);

        QualitySweep quality = new QualitySweep(rooms, time.nanos(), outside.rehearsing());
        ForwardingWatch watch = new ForwardingWatch(forwarder);
        SlowWatch slow = new SlowWatch(ledger);
        threads = new ThreadWatch(ThreadWatch.PERIOD, failure -> owner.failed(this, failure));
        endpoint.watchedBy(threads);
        dialler.watchedBy(threads);
        PeriodicTask sweep = engineThread(
                "relay-sweep",
                SWEEP_PERIOD::toNanos,
                quality,
                () -> watch.warning(time.nanos().getAsLong()).ifPresent(LOG::warn),
                () -> loginWatch.warning(time.nanos().getAsLong()).ifPresent(LOG::warn),
                () -> slow.warnings(time.nanos().getAsLong()).forEach(LOG::warn),
                logins::sweep,
                watches,
                () -> drained(owner));
        sweep.start();
        resources.add("sweep", sweep);
        PeriodicTask federating = engineThread("relay-federation", federation::periodNanos, federation);
        federation.wakes(federating::wake);
        stores.federation().whenChanged(federating::wake);
        federating.start();
        resources.add("federation", federating);
        threads.start();
        resources.add("thread watch", threads);
        NearbyRelays nearby = new NearbyRelays(new NearbyRelays.Setup(
                outside.dnsSd(), endpoint.localAddress(), certificate.fingerprint(), JmdnsLan::machineName, time));
        resources.add("announcement", nearby);
        if (config.federation().nearby()) {
            nearby.start();
        }
        EndpointStatus reached = new EndpointStatus(
                Optional.of(endpoint.localAddress()),
                ReachableAddresses.of(endpoint.localAddress()),
                Optional.of(identity.fingerprint().text()),
                Optional.of(certificate.fingerprint().text()),
                Optional.of(endpoint.kind()),
                config.authUrl().isPresent());
        counted = new CountersSource(counters, endpoint, takeovers, rooms, federation.counters()::all);
        assembler = new SnapshotAssembler(
                reached,
                new SnapshotAssembler.Sources(
                        new TrafficSource(statistics, forwarder, admission, counters, endpoint),
                        new RoomsSource(
                                rooms,
                                statistics,
                                room -> access.rules().room(room).policy(),
                                outside.rehearsing(),
                                stores.book()::name),
                        now -> stores.book().beside(access.view()),
                        now -> federation.status(),
                        now -> nearby.status(),
                        new ContentionSource(rooms, ledger, endpoint, statistics, config.limits()),
                        now -> drain.status(),
                        counted),
                List.of(
                        AttentionRule.line(Severity.ERROR, new Subject.AccessRules(), dispatcher::diskProblem),
                        StandingRules.fullRelay(admission),
                        StandingRules.hotPath(),
                        AttentionRule.timely(Severity.WARNING, new Subject.Relay(), loginWatch::recent),
                        AttentionRule.line(
                                Severity.ERROR, new Subject.Relay(), () -> tokens.flatMap(TokenCheck::trouble)),
                        new RoomQualityRule(),
                        new FederationRule(),
                        new DropsRule(statistics::recentDrops),
                        StandingRules.lostEvents(events::dropped),
                        AttentionRule.line(Severity.INFO, new Subject.Rooms(), takeovers::recent),
                        StandingRules.warnings(config.warnings(), stores.auditWarning())),
                time.nanos().getAsLong());
    }

    /**
     * What a run has around it.
     *
     * @param rehearsing identities of synthetic callers of this process
     * @param dnsSd how this relay is announced on networks and hears others
     */
    record Outside(RelayTime time, LockLedger ledger, EventBus events, Supplier<Set<String>> rehearsing, DnsSd dnsSd) {}

    /** Hears that a run shall end; what is left to do is {@link #end}. Told on a thread of its own. */
    interface Owner {
        /** It can't go on. At most once. */
        void failed(RelayAssembly run, ThreadWatch.Failure failure);

        /** Nobody is left of those it waited for, or their time is over. */
        void drained(RelayAssembly run);
    }

    private void drained(Owner owner) {
        if (isDrained()) {
            var _ = Thread.startVirtualThread(() -> owner.drained(this));
        }
    }

    /** Whether it waits for its end and the time for that has come. */
    boolean isDrained() {
        return drain.isDue(time.wall().instant(), admission.sessions());
    }

    /** A thread, not started, without which this run can't go on. */
    PeriodicTask engineThread(String name, LongSupplier periodNanos, Runnable... tasks) {
        ThreadWatch.Watched[] watched = new ThreadWatch.Watched[1];
        PeriodicTask thread = new PeriodicTask(name, periodNanos, why -> watched[0].ended(why), tasks);
        watched[0] = threads.watch(name, thread::runs);
        return thread;
    }

    /** @throws RelayStartException if anything needed can't be had; nothing stays bound or locked */
    static RelayAssembly begin(RelayConfig config, Outside outside, Owner owner) throws RelayStartException {
        ConfigCheck.check(config);
        outside.ledger().newRun();
        Resources resources = new Resources();
        boolean begun = false;
        try {
            RelayAssembly relay = new RelayAssembly(config, outside, owner, resources);
            begun = true;
            return relay;
        } finally {
            if (!begun) {
                resources.close();
            }
        }
    }

    private static RosterPace rosterPace(RelayConfig config, RelayTime time) {
        return new RosterPace(
                config.limits().quotas().rosterBytesPerSecond(),
                time.nanos(),
                (delay, task) -> CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(task));
    }

    private static Seed seed(RelayConfig config, SecureRandom random) throws RelayStartException {
        try {
            return IdentityFile.loadOrCreate(config.identityFile(), random);
        } catch (IdentityFileException e) {
            throw StartFailures.of(e);
        }
    }

    private static QuicEndpoint bind(
            RelayConfig config, LockLedger ledger, RelayCertificate certificate, ServiceRouter router)
            throws RelayStartException {
        try {
            // the home is ours to write, when nothing else is
            NativeFolder.choose(config.home().resolve("native"));
            return Endpoints.bind(
                    config.transport(),
                    EndpointSettings.of(config.listen(), config.limits(), ledger)
                            .withLoops(config.loops().on(Runtime.getRuntime().availableProcessors())),
                    certificate,
                    router);
        } catch (IOException e) {
            throw StartFailures.ofBinding(config, e);
        }
    }

    /** Admits nobody more, removes everybody, and closes everything. */
    void end() {
        admission.close();
        removeEverybody();
        resources.close();
        // Removes participants that joined after the first pass; their connections are closed by now.
        removeEverybody();
    }

    private void removeEverybody() {
        for (Room room : rooms.rooms()) {
            var _ = rooms.empty(room, LeaveReason.SHUTTING_DOWN);
        }
    }

    InetSocketAddress localAddress() {
        return endpoint.localAddress();
    }

    String transport() {
        return endpoint.kind().key();
    }

    int sessionsTaken() {
        return admission.sessions();
    }

    Map<String, Long> counters() {
        return counted.all();
    }

    EntryQuestions entry() {
        return entry;
    }

    Outcome execute(String actor, OperatorCommand command) {
        return dispatcher.execute(actor, command);
    }

    /** Engine thread only. */
    RelaySnapshot snapshot(long epoch, Instant at, RelayState state) {
        return assembler.assemble(epoch, at, time.nanos().getAsLong(), state);
    }
}
