package org.wzp.relay.transport.common;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.wire.SignalMessage;

/**
 * What the connections of both endpoints have in common: who handles them, what other threads may read of them, and that
 * what other threads ask for is done on the loop. Confined to the loop except what the contract lets any thread call.
 */
public abstract class LoopConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(LoopConnection.class);

    private final OutboxCounters counters = new OutboxCounters();
    private @Nullable ConnectionHandler handler;
    private HandshakeLimits.@Nullable Place place;
    private final LoginBudget beforeLogin = new LoginBudget();
    /** By slot, what other threads want sent and the loop has not taken yet. */
    private final AtomicReferenceArray<@Nullable SignalMessage> latest =
            new AtomicReferenceArray<>(Slot.values().length);

    private final ConnectionTasks tasks = new ConnectionTasks(this::queueOnLoop);
    private volatile boolean open;
    private volatile Optional<String> serverName;
    private volatile byte @Nullable [] peerCertificate;

    /** @param serverName what was dialled; empty when this side accepts and does not know yet */
    protected LoopConnection(Optional<String> serverName) {
        this.serverName = serverName;
    }

    /** Runs this on the loop, soon; it is given again only after it has begun to run. Any thread. */
    protected abstract void queueOnLoop(Runnable tasks);

    /** Counters of its endpoint. */
    protected abstract EndpointCounters endpointCounters();

    /** Its signals. */
    protected abstract SignalStreams streams();

    /**
     * Closes it, on the loop; nothing if it has ended.
     *
     * @param words what the peer reads
     */
    protected abstract void closeNow(CloseReason reason, String words);

    /** Closes it, on the loop, with the reason's own text. */
    protected final void closeNow(CloseReason reason) {
        closeNow(reason, reason.text());
    }

    // ---- the loop's side -------------------------------------------------------------------------------------------

    /** Holds this place among those that are logging in, until it has logged in or ended, or has to make room. */
    public final void place(HandshakeLimits.Place taken) {
        place = taken;
        taken.onMakeRoom(() -> close(CloseReason.MADE_ROOM));
    }

    /** Gives its place back; again is a no-op. */
    protected final void releasePlace() {
        HandshakeLimits.Place held = place;
        if (held != null) {
            place = null;
            held.leave();
        }
    }

    /** Packets came; false when the peer has sent too much without logging in, and is closed for it. */
    protected final boolean mayReceive(long packets, long bytes, EndpointCounters endpoint) {
        if (!streams().isBeforeLogin() || beforeLogin.takes(packets, bytes)) {
            return true;
        }
        endpoint.count(EndpointCounters.Event.TOO_MUCH_BEFORE_LOGIN);
        closeNow(CloseReason.TOO_MUCH_BEFORE_LOGIN);
        return false;
    }

    /** A datagram of so many bytes came out. */
    protected final void datagramRead(int bytes) {
        beforeLogin.read(bytes);
    }

    /** So many bytes of a stream came out. */
    final void streamRead(int bytes) {
        beforeLogin.read(bytes);
    }

    /** The peer has sent a whole signal, so it is not one of those who connect and say nothing. */
    final void heardSignal() {
        if (place != null) {
            place.heard();
        }
    }

    /** Who is told what happens; null until somebody is. */
    public final @Nullable ConnectionHandler handler() {
        return handler;
    }

    /**
     * Tells the handler, if there is one. A fault in what handles one connection must not take the others with it, nor leave
     * this one half alive; an {@link Error} there is the loop's end, as anywhere on it.
     */
    protected final void tell(Consumer<ConnectionHandler> event) {
        ConnectionHandler current = handler;
        if (current != null) {
            try {
                event.accept(current);
            } catch (RuntimeException e) {
                failed(e);
            } catch (Error e) {
                endLoop(e);
                throw e;
            }
        }
    }

    /** Sees to it that an error ends the loop even where what called us would swallow it. */
    protected void endLoop(Error error) {}

    /** Asks the handler; true without one. */
    final boolean asks(Predicate<ConnectionHandler> question) {
        ConnectionHandler current = handler;
        return current == null || question.test(current);
    }

    /** What it sent could not be handled. */
    public final void failed(Throwable fault) {
        LOG.error("{} from {} is closed, because what it sent could not be handled", this, remoteAddress(), fault);
        close(CloseReason.NORMAL);
    }

    /** Whether media can be sent, from the end of the handshake to the end of the connection. */
    protected final void open(boolean now) {
        open = now;
        beforeLogin.handshakeComplete();
    }

    /** What the client asked for; known once the handshake is complete. */
    protected final void serverName(Optional<String> name) {
        serverName = name;
    }

    /** What the peer showed, DER; null for nothing. */
    protected final void peerCertificate(byte @Nullable [] certificate) {
        peerCertificate = certificate;
    }

    // ---- the contract ----------------------------------------------------------------------------------------------

    @Override
    public final Optional<String> serverName() {
        return serverName;
    }

    @Override
    public final Optional<byte[]> peerCertificate() {
        return Optional.ofNullable(peerCertificate);
    }

    @Override
    public final void handler(ConnectionHandler next) {
        handler = next;
    }

    @Override
    public final void maxSignalBytes(int bytes) {
        runInLoop(() -> streams().maxSignalBytes(bytes));
    }

    @Override
    public final void loggedIn() {
        loggedIn(false);
    }

    @Override
    public final void relayLoggedIn() {
        loggedIn(true);
    }

    private void loggedIn(boolean relay) {
        runInLoop(() -> {
            streams().loggedIn(relay);
            releasePlace();
        });
    }

    @Override
    public final void sendSignal(SignalMessage message) {
        runInLoop(() -> streams().queue(message));
    }

    @Override
    public final void sendLatest(Slot slot, SignalMessage message) {
        if (inLoop()) {
            latest.set(slot.ordinal(), null);
            streams().queueLatest(slot, message);
        } else if (latest.getAndSet(slot.ordinal(), message) == null) {
            boolean asked = false;
            try {
                execute(() -> sendNewest(slot));
                asked = true;
            } finally {
                if (!asked) {
                    // the next one asks again
                    latest.set(slot.ordinal(), null);
                }
            }
        }
    }

    private void sendNewest(Slot slot) {
        SignalMessage newest = latest.getAndSet(slot.ordinal(), null);
        if (newest != null) {
            streams().queueLatest(slot, newest);
        }
    }

    @Override
    public final void sendUnidirectional(byte[] bytes) {
        runInLoop(() -> streams().sendUnidirectional(bytes));
    }

    @Override
    public final void close(CloseReason reason, String words) {
        Runnable end = () -> closeNow(reason, reason.words(words));
        if (inLoop()) {
            end.run();
        } else if (!tasks.add(end)) {
            tasks.addEnd(end);
        }
    }

    private void runInLoop(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    @Override
    public final void execute(Runnable task) {
        if (!tasks.add(task)) {
            // what is left out can't be made up for: the client comes again
            tasks.addEnd(() -> {
                endpointCounters().count(EndpointCounters.Event.TASKS_REFUSED);
                closeNow(CloseReason.SIGNAL_OVERFLOW);
            });
        }
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final OutboxCounters counters() {
        return counters;
    }

    @Override
    public final String toString() {
        return "connection " + id();
    }
}
