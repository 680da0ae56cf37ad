package org.wzp.console.relay;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    private final Supplier<RelaySnapshot> source;
    private final Executor receiverThread;
    private final Consumer<RelaySnapshot> receiver;
    private final AtomicReference<@Nullable RelaySnapshot> waiting = new AtomicReference<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-clock").factory());
    private @Nullable RelaySnapshot last;

    /** @param receiverThread runs the hand-over, in the window {@code Platform::runLater} */
    public SnapshotClock(Supplier<RelaySnapshot> source, Executor receiverThread, Consumer<RelaySnapshot> receiver) {
        this.source = source;
        this.receiverThread = receiverThread;
        this.receiver = receiver;
    }

    public void start() {
        var _ = thread.scheduleAtFixedRate(this::pull, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One beat; runs on the clock's thread. */
    @SuppressWarnings(
            "ReferenceEquality") // each start counts its epochs anew: only the very same snapshot is known already
    void pull() {
        RelaySnapshot snapshot = source.get();
        if (snapshot == last) {
            return;
        }
        last = snapshot;
        if (waiting.getAndSet(snapshot) == null) {
            receiverThread.execute(this::handOver);
        }
    }

    private void handOver() {
        RelaySnapshot snapshot = waiting.getAndSet(null);
        if (snapshot != null) {
            receiver.accept(snapshot);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
