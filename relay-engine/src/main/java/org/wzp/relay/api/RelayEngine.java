package org.wzp.relay.api;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A relay in this process. Thread-safe: any thread may call any method.
 *
 * <p>Life: {@code STOPPED → STARTING → RUNNING → STOPPING → STOPPED}; a start that fails ends in {@code FAILED}, and so does
 * a run when a thread ends that it can't do without. From there {@link #start} may be tried again.
 */
public interface RelayEngine extends AutoCloseable {

    /**
     * Binds and serves. Blocks until the relay is ready to accept clients (at most a few seconds).
     *
     * @throws RelayStartException if anything needed can't be had; its message says what to do. Nothing stays bound.
     */
    void start() throws RelayStartException;

    /** Closes every connection with a reason and unbinds. Returns when done, after at most the configured grace. */
    void stop();

    /**
     * The newest published state; never blocks, never null, also before start and after stop. While somebody reads it, it is
     * made four times a second; the first one after nobody has for a second may be a second old.
     */
    RelaySnapshot snapshot();

    /** The state of the {@link #snapshot} that there is; asking for no more than that leaves it as old as it may be. */
    RelayState state();

    /**
     * Carries out one operator action and writes its audit line. While the relay is stopped, access rules can be changed, too;
     * what concerns people who are connected is refused.
     *
     * @param actor who asks, for the audit log, such as {@code console} or {@code cli}
     */
    Outcome execute(String actor, OperatorCommand command);

    /**
     * Whether somebody could join a room now, by the same decision that a join meets, and which rule decides. Changes nothing.
     * May read files: never call it on a thread that must not wait.
     */
    EntryAnswer entry(EntryQuery query);

    /**
     * The newest watch over packets of this run; empty before the first, and while the relay is stopped. Never blocks.
     *
     * @param from number of the first packet that is wanted, counted from 1
     */
    Optional<PacketWatch> watchedPackets(int from);

    /** Hears of every event from now on, on an engine thread; must return at once. Close the result to stop. */
    AutoCloseable onEvent(Consumer<RelayEvent> listener);

    @Override
    default void close() {
        stop();
    }
}
