package org.wzp.relay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.PacketWatch;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.loop.PeriodicTask;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.loop.ThreadWatch;
import org.wzp.relay.monitor.EventBus;
import org.wzp.relay.monitor.SnapshotPace;
import org.wzp.relay.monitor.StandingRules;
import org.wzp.relay.nearby.DnsSd;
import org.wzp.relay.nearby.JmdnsLan;
import org.wzp.relay.operator.StoppedCommands;
import org.wzp.relay.text.StartTroubles;
import org.wzp.relay.text.StartWords;
import org.wzp.relay.wire.SocketAddressText;

/**
 * A relay in this process: its life, and the way to what runs while it runs.
 *
 * <p>Threads: start, stop and commands run on the callers' threads, one start or stop at a time under a named lock that
 * no loop ever takes. {@code running} is written under that lock and read by anybody. Snapshots are published by whoever
 * owns the moment: the engine thread while it lives, else the thread that starts or stops.
 */
public final class EmbeddedRelay implements RelayEngine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRelay.class);
    private static final Duration SNAPSHOT_PERIOD = Duration.ofMillis(250);
    /** How often, and how many times, a failed run is told again where memory was missing. */
    private static final Duration TELLING_AGAIN = Duration.ofMillis(100);

    private static final int MOST_TELLINGS = 50;

    private final RelayConfig config;
    private final RelayTime time;
    private final DnsSd dnsSd;
    private final LockLedger ledger;
    private final NamedLock lifecycle;
    private final StoppedCommands stoppedCommands;
    private final EventBus events;
    private final AtomicLong epoch = new AtomicLong();
    private volatile RelaySnapshot published;
    private volatile Set<String> rehearsing = Set.of();

    private volatile RelayState state = RelayState.STOPPED;
    private volatile @Nullable RelayFailure failure;
    private volatile @Nullable RelayAssembly running;
    private final SnapshotPace pace = new SnapshotPace();
    private @Nullable PeriodicTask engineThread;

    public EmbeddedRelay(RelayConfig config) {
        this(config, RelayTime.system());
    }

    public EmbeddedRelay(RelayConfig config, RelayTime time) {
        this(config, time, new JmdnsLan());
    }

    /** @param dnsSd how it is announced on networks and hears others */
    public EmbeddedRelay(RelayConfig config, RelayTime time, DnsSd dnsSd) {
        this.config = config;
        this.time = time;
        this.dnsSd = dnsSd;
        this.ledger = new LockLedger(time.nanos());
        this.events = new EventBus(ledger);
        this.lifecycle = ledger.longLock("engine lifecycle");
        this.stoppedCommands = new StoppedCommands(config, time, ledger);
        this.published = RelaySnapshot.stopped(time.wall().instant());
    }

    /** Marks these identities as synthetic callers of this process, in every snapshot from the next on. */
    public void rehearsing(Set<String> fingerprints) {
        rehearsing = Set.copyOf(fingerprints);
    }

    @Override
    public void start() throws RelayStartException {
        lifecycle.lock();
        try {
            if (running == null) {
                begin();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private void begin() throws RelayStartException {
        failure = null;
        enter(RelayState.STARTING);
        try {
            RelayAssembly begun = RelayAssembly.begin(
                    config,
                    new RelayAssembly.Outside(time, ledger, events, () -> rehearsing, dnsSd),
                    new RelayAssembly.Owner() {
                        @Override
                        public void failed(RelayAssembly run, ThreadWatch.Failure why) {
                            endAfterFailure(run, why);
                        }

                        @Override
                        public void drained(RelayAssembly run) {
                            stopDrained(run);
                        }
                    });
            running = begun;
            PeriodicTask thread =
                    begun.engineThread("relay-engine", SNAPSHOT_PERIOD::toNanos, this::publishIfDue, events::deliver);
            state = RelayState.RUNNING;
            publish();
            changed(RelayState.RUNNING);
            thread.start();
            engineThread = thread;
            LOG.info(
                    "The relay listens on {} ({}).",
                    SocketAddressText.of(begun.localAddress()).text(),
                    begun.transport());
        } catch (RelayStartException e) {
            failed(e.failure());
            throw e;
        } catch (Throwable e) {
            // also errors: whoever asked would see a relay that starts for ever
            RelayStartException told = StartWords.exception(new RelayFailure(StartTroubles.fault(e)), e);
            LOG.error("Start failed.", e);
            RelayAssembly half = running;
            running = null;
            if (half != null) {
                evenInTrouble(half::end);
            }
            failed(told.failure());
            throw told;
        }
    }

    private void failed(RelayFailure why) {
        failure = why;
        enter(RelayState.FAILED);
    }

    /**
     * A thread that the run can't do without has ended or hangs. Called by the run's {@link ThreadWatch}. Each step is tried
     * even if the one before failed, as all of them may without memory: what counts is that the state is told and the port
     * and the home are let go.
     */
    private void endAfterFailure(RelayAssembly run, ThreadWatch.Failure why) {
        lifecycle.lock();
        try {
            if (running != run) {
                return;
            }
            failure = why.why();
            running = null;
            state = RelayState.FAILED;
            evenInTrouble(() -> LOG.error("{}", why.sentence(), why.cause()));
            evenInTrouble(this::publish);
            evenInTrouble(run::end);
            PeriodicTask thread = engineThread;
            engineThread = null;
            if (thread != null) {
                evenInTrouble(thread::close);
            }
            evenInTrouble(events::deliver);
            changed(RelayState.FAILED);
            // a last snapshot of the engine thread's may have come after ours
            evenInTrouble(this::publishAndTell);
            // whoever looks for the end sees it as soon as the memory of the run has come free
            for (int more = MOST_TELLINGS; more > 0 && published.state() != RelayState.FAILED; more--) {
                LockSupport.parkNanos(TELLING_AGAIN.toNanos());
                evenInTrouble(this::publishAndTell);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private static void evenInTrouble(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            try {
                LOG.error("A step of the end after a failure failed as well.", e);
            } catch (Throwable _) {
                // without memory even words can be missing: the next step counts more
            }
        }
    }

    /** Unless it was stopped, or takes people in again, since it was seen to have none left. */
    private void stopDrained(RelayAssembly run) {
        lifecycle.lock();
        try {
            if (running == run && run.isDrained()) {
                LOG.info("The relay stops: it was to wait for the last person, or until now.");
                end(run);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void stop() {
        lifecycle.lock();
        try {
            RelayAssembly ending = running;
            if (ending != null) {
                end(ending);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /** Under the lock. */
    private void end(RelayAssembly ending) {
        state = RelayState.STOPPING;
        changed(RelayState.STOPPING);
        ending.end();
        running = null;
        state = RelayState.STOPPED;
        changed(RelayState.STOPPED);
        PeriodicTask thread = engineThread;
        if (thread != null) {
            // Its last run tells the listeners and publishes the stopped relay.
            thread.close();
            engineThread = null;
        }
        LOG.info("The relay has stopped.");
    }

    @Override
    public RelaySnapshot snapshot() {
        pace.read();
        return published;
    }

    @Override
    public RelayState state() {
        return published.state();
    }

    @Override
    public Outcome execute(String actor, OperatorCommand command) {
        RelayAssembly now = running;
        if (now == null || state != RelayState.RUNNING) {
            return executeStopped(actor, command);
        }
        Outcome outcome = now.execute(actor, command);
        events.offer(new RelayEvent.Commanded(time.wall().instant(), actor, command, outcome));
        return outcome;
    }

    @Override
    public EntryAnswer entry(EntryQuery query) {
        RelayAssembly now = running;
        return now == null ? stoppedCommands.entry(query) : now.entry().answer(query);
    }

    /** Takes its turn with start and stop, so that rules change either before a run or in it. */
    private Outcome executeStopped(String actor, OperatorCommand command) {
        lifecycle.lock();
        try {
            RelayAssembly now = running;
            Outcome outcome = now == null ? stoppedCommands.execute(actor, command) : now.execute(actor, command);
            events.offer(new RelayEvent.Commanded(time.wall().instant(), actor, command, outcome));
            if (now == null) {
                publish();
                // No engine thread lives now.
                events.deliver();
            }
            return outcome;
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public Optional<PacketWatch> watchedPackets(int from) {
        RelayAssembly now = running;
        return now == null ? Optional.empty() : now.watches.read(from);
    }

    @Override
    public AutoCloseable onEvent(Consumer<RelayEvent> listener) {
        return events.listen(listener);
    }

    /** Sessions taken now, as the admission counts them; 0 when not running. */
    public int sessionsTaken() {
        RelayAssembly now = running;
        return now == null ? 0 : now.sessionsTaken();
    }

    /**
     * What the admission counted since start, by stable name, such as {@code joined}, {@code refused.banned},
     * {@code token.timeout} or {@code transport.stray-packet}; only what happened. Empty when not running.
     */
    public Map<String, Long> admissions() {
        RelayAssembly now = running;
        return now == null ? Map.of() : now.counters();
    }

    private void enter(RelayState next) {
        state = next;
        publish();
        changed(next);
        // No engine thread lives in these states.
        events.deliver();
    }

    private void changed(RelayState next) {
        events.offer(new RelayEvent.StateChanged(time.wall().instant(), next));
    }

    private void publishAndTell() {
        publish();
        events.deliver();
    }

    /** The last run of a relay that stops is not left out: whoever asks next would be told that it still runs. */
    private void publishIfDue() {
        if (pace.isDue() || state != RelayState.RUNNING) {
            publish();
        }
    }

    private void publish() {
        RelayAssembly now = running;
        Instant at = time.wall().instant();
        RelayState shown = state;
        if (now == null) {
            published = withoutRelay(at, shown);
        } else {
            published = now.snapshot(epoch.incrementAndGet(), at, shown);
        }
    }

    private RelaySnapshot withoutRelay(Instant at, RelayState shown) {
        Optional<RelayFailure> why = Optional.ofNullable(failure);
        return RelaySnapshot.notRunning(
                epoch.incrementAndGet(),
                at,
                shown,
                why,
                stoppedCommands.view(),
                StandingRules.whileNotRunning(why, config.warnings()));
    }
}
