package org.wzp.relay.federation;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.FederationChallenge;
import org.wzp.relay.wire.SignalMessage.FederationHello;
import org.wzp.relay.wire.SignalMessage.FederationProof;

/**
 * A connection to {@code _federation} from its first signal to the decision: hello, and from a relay of this kind challenge and
 * proof (wire specification 2.6). Confined to the connection's loop, but for the proof, which is checked elsewhere, and the
 * deadline, which the federation's thread reads. What a stock relay tells right after its hello waits for the decision.
 */
final class InboundHello implements ConnectionHandler {
    /** Wire specification 2.6. */
    static final long HELLO_NANOS = 5_000_000_000L;

    private enum Stage {
        HELLO,
        PROOF,
        CHECKING,
        /** The federation's thread decides, or it is over. */
        DECIDING
    }

    /**
     * What it is built with.
     *
     * @param ownFingerprint 64 hex digits
     * @param crypto checks signatures
     * @param believes whether a claim alone is enough for this relay; it may tell as much as it likes then
     * @param decide hears of who is there; on any thread
     */
    record Setup(
            String ownFingerprint,
            Bytes nonce,
            Executor crypto,
            FederationCounters counters,
            Predicate<String> believes,
            Consumer<Arrival> decide) {}

    /** Somebody who wants a link. */
    record Arrival(InboundHello hello, Connection connection, String fingerprint, Proof proof, boolean ours) {}

    private final Setup setup;
    private final Connection connection;
    private final long deadlineNanos;
    private final EarlySignals early = new EarlySignals();
    private Stage stage = Stage.HELLO;
    private String claimed = "";
    private @Nullable Bytes diallerNonce;
    private volatile @Nullable CloseInfo ended;

    InboundHello(Setup setup, Connection connection, long nowNanos) {
        this.setup = setup;
        this.connection = connection;
        this.deadlineNanos = nowNanos + HELLO_NANOS;
    }

    Connection connection() {
        return connection;
    }

    /** Any thread. */
    boolean isOver() {
        return ended != null;
    }

    /** Any thread. */
    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        switch (stage) {
            case HELLO -> hello(message);
            case PROOF -> proof(message);
            case CHECKING, DECIDING -> early.onSignal(source, message);
        }
    }

    private void hello(SignalMessage message) {
        Optional<String> fingerprint = message instanceof FederationHello hello
                ? FederationTables.fingerprint(hello.tlsFingerprint())
                : Optional.empty();
        if (fingerprint.isEmpty()) {
            refuse();
            return;
        }
        claimed = fingerprint.get();
        diallerNonce = ((FederationHello) message).nonce();
        if (diallerNonce == null) {
            stage = Stage.DECIDING;
            if (setup.believes().test(claimed)) {
                connection.relayLoggedIn();
                connection.maxSignalBytes(Federation.MOST_SIGNAL_BYTES);
            }
            setup.decide().accept(new Arrival(this, connection, claimed, Proof.CLAIMED, false));
        } else {
            stage = Stage.PROOF;
            connection.sendSignal(new FederationChallenge(setup.nonce()));
        }
    }

    private void proof(SignalMessage message) {
        Bytes nonce = diallerNonce;
        if (!(message instanceof FederationProof proof) || nonce == null) {
            refuse();
            return;
        }
        stage = Stage.CHECKING;
        LinkProof.Connected connected = new LinkProof.Connected(claimed, setup.ownFingerprint(), nonce, setup.nonce());
        setup.crypto().execute(() -> {
            boolean holds = LinkProof.holds(proof, connected);
            setup.decide().accept(new Arrival(this, connection, claimed, holds ? Proof.PROVEN : Proof.REFUSED, true));
        });
    }

    private void refuse() {
        stage = Stage.DECIDING;
        setup.counters().count(FederationCounters.Event.NO_HELLO);
        connection.close(CloseReason.RELAY_UNPROVEN);
    }

    @Override
    public void onUnreadableSignal(Connection source, String problem) {
        if (stage == Stage.HELLO || stage == Stage.PROOF) {
            refuse();
        }
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        ended = info;
    }

    /** It stays open and nothing is heard of it any more, nor of what has come. Any thread. */
    void mute() {
        connection.execute(() -> {
            early.forget();
            connection.handler(new MuteConnections.Unheard());
            connection.relayLoggedIn();
        });
    }

    /** The link is accepted: from now on it hears what comes, and what has come. Any thread. */
    void handOver(PeerLink link) {
        connection.execute(() -> {
            connection.handler(link);
            CloseInfo over = ended;
            if (over != null) {
                link.onClosed(connection, over);
                return;
            }
            connection.relayLoggedIn();
            connection.maxSignalBytes(Federation.MOST_SIGNAL_BYTES);
            if (link.speaksOurs()) {
                connection.sendSignal(new SignalMessage.FederationAccepted());
            }
            early.handOver(connection, link);
        });
    }
}
