package org.wzp.relay.federation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.text.Cut;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.HostPort;
import org.wzp.relay.wire.SignalMessage.FederationHello;

/**
 * Dials the configured relays, each again and again until it is linked. Names are looked up at every attempt, on a virtual
 * thread; what comes of it is brought to the federation's thread, to which all else belongs.
 */
final class Outbound {
    static final String SERVICE = "_federation";
    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final long PATIENCE_SECONDS = 10;
    /** A relay of this kind answers the hello; who has not by then is taken for a stock one. */
    private static final long STOCK_AFTER_NANOS = 1_000_000_000L;

    private final TlsFingerprint own;
    private final RelayTime time;
    private final SecureRandom random;
    private final Dialler dialler;
    private final MediaIngress ingress;
    private final LinkTable table;
    private final LinkPace pace;
    private final Consumer<Runnable> back;
    private final Map<String, OutboundPeer> peers = new LinkedHashMap<>();
    private List<FederationConfig.Peer> followed = List.of();

    /** @param back takes tasks to the federation's thread */
    Outbound(
            TlsFingerprint own,
            RelayTime time,
            SecureRandom random,
            Dialler dialler,
            MediaIngress ingress,
            LinkTable table,
            LinkPace pace,
            Consumer<Runnable> back) {
        this.own = own;
        this.time = time;
        this.random = random;
        this.dialler = dialler;
        this.ingress = ingress;
        this.table = table;
        this.pace = pace;
        this.back = back;
    }

    Optional<OutboundPeer> of(String fingerprint) {
        return Optional.ofNullable(peers.get(fingerprint));
    }

    /** Takes over the configured relays. */
    void follow(List<FederationConfig.Peer> configured, long now) {
        // nearly always the same list
        if (configured.equals(followed)) {
            return;
        }
        followed = configured;
        peers.values().removeIf(known -> !configured.contains(known.peer()));
        for (FederationConfig.Peer peer : configured) {
            if (!peer.fingerprint().equals(own.normalized())) {
                peers.computeIfAbsent(peer.fingerprint(), made -> new OutboundPeer(peer, random, now));
            }
        }
    }

    /**
     * Dials those that are due and not linked, or whose connection won't last much longer.
     *
     * @param connected takes a link whose other end has not accepted it yet
     */
    void look(long now, Consumer<PeerLink> connected) {
        for (OutboundPeer peer : peers.values()) {
            PeerLink link = table.of(peer.peer().fingerprint());
            if ((link == null || wantsAnother(link)) && peer.isDue(now)) {
                dial(peer, now, connected);
            }
        }
    }

    /**
     * A stock relay that only dials has not shown its certificate. Between relays of this kind another connection takes over
     * unnoticed; of a stock one it would be a second one (relay behaviour D-09), so that lasts as long as it can.
     */
    private static boolean wantsAnother(PeerLink link) {
        boolean opened = link.facts().direction() == Direction.OUT;
        return link.speaksOurs() ? opened && link.isWorn() : !opened;
    }

    private void dial(OutboundPeer peer, long now, Consumer<PeerLink> connected) {
        int attempt = peer.begins(now);
        HostPort at = HostPort.parse(peer.peer().url()).orElseThrow();
        var _ = Thread.ofVirtual().name("federation dial").start(() -> {
            try {
                InetAddress[] found = InetAddress.getAllByName(at.host());
                connect(peer, found, at.port(), attempt, found.length, connected);
            } catch (UnknownHostException e) {
                failed(peer, Problem.NO_SUCH_HOST, at.host());
            }
        });
    }

    /** One address after the other, beginning with another one at each attempt. */
    private void connect(
            OutboundPeer peer, InetAddress[] addresses, int port, int number, int left, Consumer<PeerLink> connected) {
        InetSocketAddress to = new InetSocketAddress(addresses[number % addresses.length], port);
        EarlySignals early = new EarlySignals();
        CompletableFuture<Connection> dialled = dial(to, early);
        CompletableFuture<Connection> inTime = dialled.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var _ = dialled.thenAccept(connection -> {
            if (inTime.isCompletedExceptionally()) {
                connection.close(CloseReason.NORMAL);
            }
        });
        var _ = inTime.whenComplete((connection, problem) -> {
            if (connection != null) {
                connection.execute(() -> answered(peer, connection, early, connected));
            } else if (left > 1) {
                connect(peer, addresses, port, number + 1, left - 1, connected);
            } else {
                failed(peer, Problem.UNREACHABLE, "");
            }
        });
    }

    private CompletableFuture<Connection> dial(InetSocketAddress to, ConnectionHandler handler) {
        try {
            return dialler.connect(to, SERVICE, handler);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Can't dial {}.", to, e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** On the connection's loop. */
    private void answered(OutboundPeer peer, Connection connection, EarlySignals early, Consumer<PeerLink> connected) {
        String shown = connection
                .peerCertificate()
                .map(der -> TlsFingerprint.ofCertificate(der).normalized())
                .orElse("");
        if (!connection.isOpen()) {
            failed(peer, Problem.LOST, "");
        } else if (shown.equals(peer.peer().fingerprint())) {
            greet(peer, connection, early, connected);
        } else {
            connection.close(CloseReason.RELAY_UNPROVEN);
            failed(peer, Problem.OTHER_CERTIFICATE, shown);
        }
    }

    private void greet(OutboundPeer peer, Connection connection, EarlySignals early, Consumer<PeerLink> connected) {
        byte[] nonce = new byte[LinkProof.NONCE_BYTES];
        random.nextBytes(nonce);
        Instant now = time.wall().instant();
        PeerLink link = new PeerLink(
                new PeerLink.Facts(peer.peer().fingerprint(), peer.peer().label(), Direction.OUT, Proof.PINNED, now),
                connection,
                ingress,
                time.nanos(),
                false);
        connection.handler(link);
        connection.relayLoggedIn();
        connection.maxSignalBytes(Federation.MOST_SIGNAL_BYTES);
        connection.sendSignal(new FederationHello(own.text(), Bytes.of(nonce)));
        early.handOver(connection, link);
        back.accept(() -> {
            link.helloNonce = Bytes.of(nonce);
            link.speaksFrom(time.nanos().getAsLong() + STOCK_AFTER_NANOS);
            if (peers.get(link.peer()) == peer) {
                connected.accept(link);
            } else {
                peer.arrived();
                link.close(CloseReason.LINK_REMOVED);
            }
        });
    }

    private void failed(OutboundPeer peer, Problem why, String detail) {
        back.accept(() -> {
            if (peer.problem() != why && mayTell(peer.peer().fingerprint())) {
                LOG.warn(
                        "No link to {} ({}): {} {}",
                        peer.peer().label(),
                        peer.peer().url(),
                        why,
                        detail);
            }
            peer.failed(why, detail, time.nanos().getAsLong(), time.wall().instant());
        });
    }

    private boolean mayTell(String relay) {
        return pace.mayTell(relay, time.nanos().getAsLong());
    }

    /** A link works both ways, whoever has opened it. */
    void up(PeerLink link) {
        if (mayTell(link.peer())) {
            LOG.info("Linked to {}.", link.facts().label());
        }
        of(link.peer()).ifPresent(OutboundPeer::up);
    }

    /** A link has ended, whoever had opened it. */
    void ended(PeerLink link, long now) {
        // one that is refused is dialled again every two seconds: the first refusal is said, the others are not
        boolean again = link.wasRefused()
                && of(link.peer())
                        .filter(peer -> peer.problem() == Problem.NOT_TRUSTED_THERE)
                        .isPresent();
        if (!again && mayTell(link.peer())) {
            LOG.info(
                    "The link to {} has ended{}.",
                    link.facts().label(),
                    link.ended()
                            .map(info -> info.reason().isEmpty() ? "" : " (" + info.reason() + ")")
                            .orElse(""));
        }
        OutboundPeer peer = peers.get(link.peer());
        ConnectionHandler.@Nullable CloseInfo info = link.ended().orElse(null);
        if (peer == null || info == null || peer.isDialling()) {
            return;
        }
        Instant at = time.wall().instant();
        if (link.wasRefused()) {
            peer.failed(Problem.NOT_TRUSTED_THERE, "", now, at);
        } else if (info.application() && info.code() == CloseReason.LINK_REPLACED.code()) {
            peer.failed(Problem.NONE, "", now, at);
        } else {
            peer.failed(Problem.LOST, Cut.DETAIL.of(info.reason()), now, at);
        }
    }
}
