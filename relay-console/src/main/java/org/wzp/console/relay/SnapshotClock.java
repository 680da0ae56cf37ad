package org.wzp.console.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelaySnapshot;

/**
 * The one clock of the window: pulls the relay's snapshot on its own thread and hands it over in one hop.
 *
 * <p>The clock thread writes {@code waiting}, the receiving thread empties it. While a hand-over is on its way, newer
 * snapshots replace the waiting one, so a slow window skips states instead of queueing them.
 */
public final class SnapshotClock implements AutoCloseable {
    /** Four times a second: fast enough to look alive, slow enough to read. */
    public static final Duration PERIOD = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotClock.class);
    /** Of so many failures one has a line in the log. */
    private static final int LOGGED = 1_000;

    private final Supplier<RelaySnapshot> source;
    private final Executor receiverThread;
    private final List<Consumer<RelaySnapshot>> receivers;
    private final AtomicReference<@Nullable RelaySnapshot> waiting = new AtomicReference<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-clock").factory());
    private volatile int every = 1;
    private int beats;
    private @Nullable RelaySnapshot last;
    private final AtomicLong failures = new AtomicLong();

    /**
     * @param receiverThread runs the hand-over, in the window {@code Platform::runLater}
     * @param receivers told of each snapshot, one after the other; one that fails keeps it from none of the others
     */
    public SnapshotClock(
            Supplier<RelaySnapshot> source, Executor receiverThread, List<Consumer<RelaySnapshot>> receivers) {
        this.source = source;
        this.receiverThread = receiverThread;
        this.receivers = List.copyOf(receivers);
    }

    /**
     * Hands over less often; asks as often as ever, so that whoever remembers misses nothing.
     *
     * @param period rounded to whole {@link #PERIOD}s
     */
    public void handOverEvery(Duration period) {
        every = (int) Math.max(1, period.dividedBy(PERIOD));
    }

    public void start() {
        var _ = thread.scheduleAtFixedRate(this::beat, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks at once, beside the beats; returns at once. For what the operator has just chosen to see. */
    public void hurry() {
        thread.execute(this::beat);
    }

    /** What throws would beat no more, and the window show the last state for ever. */
    private void beat() {
        try {
            pull();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable fault) {
        if (failures.getAndIncrement() % LOGGED == 0) {
            LOG.error("The window could not be brought up to date ({} times so far).", failures.get(), fault);
        }
    }

    /** One beat; runs on the clock's thread. */
    @SuppressWarnings(
            "ReferenceEquality") // each start counts its epochs anew: only the very same snapshot is known already
    void pull() {
        RelaySnapshot snapshot = source.get();
        if (snapshot == last || beats++ % every != 0) {
            return;
        }
        last = snapshot;
        if (waiting.getAndSet(snapshot) == null) {
            boolean handedOver = false;
            try {
                receiverThread.execute(this::handOver);
                handedOver = true;
            } finally {
                if (!handedOver) {
                    // the next beat tries again
                    waiting.set(null);
                    last = null;
                }
            }
        }
    }

    private void handOver() {
        RelaySnapshot snapshot = waiting.getAndSet(null);
        if (snapshot != null) {
            receivers.forEach(receiver -> tell(receiver, snapshot));
        }
    }

    private void tell(Consumer<RelaySnapshot> receiver, RelaySnapshot snapshot) {
        try {
            receiver.accept(snapshot);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
