package org.wzp.relay.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.StartWords;

/**
 * Looks after the threads without which a relay carries no voice or tells nobody: when one of them ends, or takes no turn
 * any more, the whole run is over, because a relay that listens no more and doesn't say so is worse than none: no
 * supervisor restarts it and no window shows it.
 *
 * <p>Its own thread exists from the start, since none can be had when there is no memory, and what ends a thread is noted
 * without allocating. Any thread may report; one failure, the first, is told, on the thread of the watch. A thread counts as
 * hanging after so many looks in a row without a turn, not after a time: a process that was stopped for a while (SIGSTOP, a
 * laptop that sleeps) has taken no looks either.
 */
public final class ThreadWatch implements AutoCloseable {
    /** How often threads are looked at. */
    public static final Duration PERIOD = Duration.ofSeconds(1);
    /** Looks without a turn after which a thread counts as hanging: half a minute, far beyond any pause of the JVM's. */
    static final int MOST_LOOKS_WITHOUT_TURN = 30;

    /**
     * Why the relay can't go on.
     *
     * @param sentence for the log
     * @param cause what ended the thread; null when it hangs
     */
    public record Failure(
            RelayFailure why, String sentence, @Nullable Throwable cause) {
        Failure(FailureCause why, @Nullable Throwable cause) {
            this(new RelayFailure(why), StartWords.english(why), cause);
        }
    }

    /** One thread: what it reports, and what is known of it from the last look. */
    public static final class Watched {
        private final String name;
        private final LongSupplier turns;
        private final Thread watcher;
        private volatile @Nullable Throwable end;
        private long turnsSeen = Long.MIN_VALUE;
        private int looksWithoutTurn;

        private Watched(String name, LongSupplier turns, Thread watcher) {
            this.name = name;
            this.turns = turns;
            this.watcher = watcher;
        }

        /** It has ended because of that. Any thread; allocates nothing. */
        public void ended(Throwable cause) {
            end = cause;
            LockSupport.unpark(watcher);
        }

        private @Nullable Failure look() {
            Throwable cause = end;
            if (cause != null) {
                return new Failure(new FailureCause.ThreadEnded(name, Cut.PROBLEM.of(String.valueOf(cause))), cause);
            }
            long now = turns.getAsLong();
            looksWithoutTurn = now == turnsSeen ? looksWithoutTurn + 1 : 0;
            turnsSeen = now;
            return looksWithoutTurn < MOST_LOOKS_WITHOUT_TURN
                    ? null
                    : new Failure(new FailureCause.ThreadHangs(name), null);
        }
    }

    /** For when there is no memory for words; exists from the start. */
    private static final Failure WITHOUT_WORDS = new Failure(new FailureCause.Unsaid(), null);

    private final long periodNanos;
    private final Consumer<Failure> onFailure;
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** @param onFailure told at most once, on the thread of the watch, which ends with it */
    public ThreadWatch(Duration period, Consumer<Failure> onFailure) {
        this.periodNanos = period.toNanos();
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().daemon().name("relay-watch").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** @param turns grows as long as the thread works, at least once in {@link #MOST_LOOKS_WITHOUT_TURN} looks; any thread */
    public Watched watch(String name, LongSupplier turns) {
        Watched watched = new Watched(name, turns, thread);
        all.add(watched);
        return watched;
    }

    private void run() {
        while (!closed) {
            Failure failure = look();
            if (failure != null) {
                if (!closed) {
                    onFailure.accept(failure);
                }
                return;
            }
            LockSupport.parkNanos(this, periodNanos);
        }
    }

    private @Nullable Failure look() {
        try {
            for (Watched watched : all) {
                Failure failure = watched.look();
                if (failure != null) {
                    return failure;
                }
            }
            return null;
        } catch (Throwable e) {
            // without a watch the others could end unseen
            try {
                return new Failure(new FailureCause.Unwatched(String.valueOf(e)), e);
            } catch (Throwable _) {
                return WITHOUT_WORDS;
            }
        }
    }

    /** Nothing is told from now on; returns at once, since the watch itself may be what closes it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
