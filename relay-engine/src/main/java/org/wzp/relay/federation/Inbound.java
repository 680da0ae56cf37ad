package org.wzp.relay.federation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;

/**
 * Links that others open: who is there, and whether they may. Loops call {@link #accept}; the federation's thread decides, and
 * owns the rest.
 */
final class Inbound {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final int MOST_REFUSED = 256;

    private final Federation.Setup setup;
    private final TlsFingerprint own;
    private final MediaIngress ingress;
    private final Knocks knocks;
    private final StatusMaker status;
    private final FederationCounters counters;
    private final MuteConnections mute;
    private final LinkJournal journal;
    private final LinkPace pace;
    private final Consumer<Runnable> back;
    private final Consumer<PeerLink> linked;
    private final LogAllowance strangers = new LogAllowance(LOG, "relays that want a link", 1);
    private final Set<InboundHello> arriving = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param back takes tasks to the federation's thread
     * @param linked takes a link that was accepted
     */
    Inbound(
            Federation.Setup setup,
            MediaIngress ingress,
            Knocks knocks,
            StatusMaker status,
            FederationCounters counters,
            MuteConnections mute,
            LinkJournal journal,
            LinkPace pace,
            Consumer<Runnable> back,
            Consumer<PeerLink> linked) {
        this.setup = setup;
        this.own = setup.certificate().fingerprint();
        this.ingress = ingress;
        this.knocks = knocks;
        this.status = status;
        this.counters = counters;
        this.mute = mute;
        this.journal = journal;
        this.pace = pace;
        this.back = back;
        this.linked = linked;
    }

    /** Its knocks are not shown any more. Any thread. */
    void refuse(String fingerprint) {
        if (refused.size() < MOST_REFUSED) {
            refused.add(fingerprint);
        }
        back.accept(() -> knocks.remove(fingerprint));
    }

    /** They are shown again. Any thread. */
    void unrefuse(String fingerprint) {
        refused.remove(fingerprint);
    }

    /** On the connection's loop. */
    ConnectionHandler accept(Connection connection) {
        byte[] nonce = new byte[LinkProof.NONCE_BYTES];
        setup.random().nextBytes(nonce);
        InboundHello hello = new InboundHello(
                new InboundHello.Setup(
                        own.normalized(),
                        Bytes.of(nonce),
                        setup.crypto(),
                        counters,
                        this::believes,
                        arrival -> back.accept(() -> decide(arrival))),
                connection,
                setup.time().nanos().getAsLong());
        arriving.add(hello);
        return hello;
    }

    private boolean believes(String fingerprint) {
        return setup.store().config().allowUnverified() && trusts(fingerprint);
    }

    /** Whether it may link to this relay: it is in one of the lists, and its time is not over. */
    boolean trusts(String fingerprint) {
        FederationConfig config = setup.store().config();
        return config.peer(fingerprint).isPresent()
                || config.trusted(fingerprint).filter(setup.store()::isInForce).isPresent();
    }

    private void decide(InboundHello.Arrival arrival) {
        arriving.remove(arrival.hello());
        Connection connection = arrival.connection();
        String fingerprint = arrival.fingerprint();
        boolean provenOrEnough = arrival.proof() == Proof.PROVEN
                || (arrival.proof() == Proof.CLAIMED && setup.store().config().allowUnverified());
        if (arrival.hello().isOver() || fingerprint.equals(own.normalized())) {
            connection.close(CloseReason.RELAY_NOT_TRUSTED);
        } else if (arrival.proof() == Proof.REFUSED) {
            connection.close(CloseReason.RELAY_UNPROVEN);
            counters.count(FederationCounters.Event.UNPROVEN);
            status.unproven(fingerprint);
            if (mayTell()) {
                LOG.warn("{} claims to be the relay {} and could not prove it.", at(connection), fingerprint);
            }
        } else if (!trusts(fingerprint)) {
            connection.close(CloseReason.RELAY_NOT_TRUSTED);
            counters.count(FederationCounters.Event.NOT_TRUSTED);
            knocked(arrival);
        } else if (provenOrEnough
                && pace.mayBegin(fingerprint, setup.time().nanos().getAsLong())) {
            accept(arrival);
        } else if (provenOrEnough) {
            connection.close(CloseReason.TOO_MANY_JOINS);
            counters.count(FederationCounters.Event.TOO_OFTEN);
        } else if (!mute.takes(arrival)) {
            connection.close(CloseReason.RELAY_UNPROVEN);
            counters.count(FederationCounters.Event.CLAIM_REFUSED);
            if (status.claimed(fingerprint) && mayTell()) {
                LOG.warn(
                        "{} says that it is the relay {}, which is trusted, and can't prove it, as stock relays can't. It is not let in."
                                + " federation_allow_unverified = true would let it in, and whoever else says so.",
                        at(connection),
                        label(fingerprint));
            }
        }
    }

    /** What people see of it. */
    private String label(String fingerprint) {
        FederationConfig config = setup.store().config();
        return config.peer(fingerprint)
                .map(FederationConfig.Peer::label)
                .or(() -> config.trusted(fingerprint).map(FederationConfig.Trusted::label))
                .orElse(fingerprint);
    }

    private void knocked(InboundHello.Arrival arrival) {
        String fingerprint = arrival.fingerprint();
        boolean untold = !refused.contains(fingerprint)
                && knocks.add(
                        fingerprint,
                        arrival.proof() == Proof.PROVEN,
                        arrival.connection().remoteAddress(),
                        setup.time().wall().instant());
        if (untold && mayTell()) {
            knocks.told(fingerprint);
            journal.knocked(fingerprint, arrival.proof() == Proof.PROVEN, arrival.connection());
            TlsFingerprint knocking = new TlsFingerprint(Bytes.ofHex(fingerprint));
            LOG.warn(
                    "A relay at {} wants a link and is not trusted. To let it in, compare its words with its operator ({}) and add"
                            + " this to relay.toml:\n[[trusted]]\nfingerprint = \"{}\"",
                    at(arrival.connection()),
                    knocking.spoken(),
                    knocking.text());
        }
    }

    private boolean mayTell() {
        return strangers.mayTell(setup.time().nanos().getAsLong());
    }

    private static String at(Connection connection) {
        return Addresses.of(connection.remoteAddress());
    }

    private void accept(InboundHello.Arrival arrival) {
        PeerLink link = new PeerLink(
                new PeerLink.Facts(
                        arrival.fingerprint(),
                        label(arrival.fingerprint()),
                        Direction.IN,
                        arrival.proof(),
                        setup.time().wall().instant()),
                arrival.connection(),
                ingress,
                setup.time().nanos(),
                arrival.ours());
        link.works = true;
        knocks.remove(arrival.fingerprint());
        // first where its media goes, then that it may send some
        linked.accept(link);
        arrival.hello().handOver(link);
    }

    /** Whether nobody is about to say who it is. */
    boolean isEmpty() {
        return arriving.isEmpty() && mute.isEmpty();
    }

    void look(long now) {
        mute.look(now, this::trusts);
        arriving.removeIf(InboundHello::isOver);
        arriving.removeIf(hello -> {
            boolean late = hello.isLate(now);
            if (late) {
                counters.count(FederationCounters.Event.NO_HELLO);
                hello.connection().close(CloseReason.SETUP_TIMEOUT);
            }
            return late;
        });
    }
}
