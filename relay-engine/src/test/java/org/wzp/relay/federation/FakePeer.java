package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/** Does at the other end of a link what a test tells it, also what no honest relay does, over a real QUIC connection. */
final class FakePeer implements ConnectionHandler, AutoCloseable {
    static final Bytes NONCE = Bytes.ofHex("5a".repeat(32));
    private static final int HEADER_BYTES = 12;

    final RelayCertificate certificate;
    private final @Nullable QuicEndpoint endpoint;
    private final boolean ownsEndpoint;
    private final List<SignalMessage> signals = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<byte[]> datagrams = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CompletableFuture<CloseInfo> closed = new CompletableFuture<>();
    private volatile @Nullable Connection connection;
    private boolean ours;
    private int sequence;

    private FakePeer(RelayCertificate certificate, @Nullable QuicEndpoint endpoint, boolean ownsEndpoint) {
        this.certificate = certificate;
        this.endpoint = endpoint;
        this.ownsEndpoint = ownsEndpoint;
    }

    static Seed seed(int number) {
        return Seed.ofHex(String.format("%02x", number).repeat(32));
    }

    /** A relay with this seed that has dialled and said nothing yet. */
    static FakePeer dials(InetSocketAddress relay, Seed seed) {
        try {
            QuicEndpoint endpoint = Endpoints.client(
                    RelayConfig.Transport.AUTO,
                    EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
            return dials(relay, new FakePeer(RelayCertificate.of(seed), endpoint, true), endpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FakePeer dials(InetSocketAddress relay, FakePeer peer, QuicEndpoint endpoint) {
        Connection made = endpoint.connect(relay, "_federation", peer)
                .orTimeout(TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        made.maxSignalBytes(1 << 20);
        peer.connection = made;
        return peer;
    }

    /** Like a stock relay that is dialled: takes the first that comes, without a word. */
    static FakePeer listens(Seed seed) {
        RelayCertificate certificate = RelayCertificate.of(seed);
        CompletableFuture<FakePeer> accepting = new CompletableFuture<>();
        try {
            QuicEndpoint endpoint = Endpoints.bind(
                    RelayConfig.Transport.AUTO,
                    EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()),
                    certificate,
                    connection -> {
                        FakePeer peer = accepting.join();
                        connection.loggedIn();
                        connection.maxSignalBytes(1 << 20);
                        peer.connection = connection;
                        return peer;
                    });
            accepting.complete(new FakePeer(certificate, endpoint, true));
            return accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return Objects.requireNonNull(endpoint, "it only dials").localAddress();
    }

    /** A second connection of the same stock relay, from the socket on which it listens. */
    FakePeer dialsAsWell(Relays.Node relay) {
        QuicEndpoint own = Objects.requireNonNull(endpoint, "it only dials");
        FakePeer second = dials(relay.address, new FakePeer(certificate, own, false), own);
        second.send(new SignalMessage.FederationHello(certificate.fingerprint().text()));
        return second;
    }

    /** The same one, after hello, challenge and proof, accepted. */
    static FakePeer linked(Relays.Node relay, Seed seed) {
        FakePeer peer = dials(relay.address, seed);
        peer.hello(NONCE);
        peer.prove(relay.fingerprint());
        TestClient.await(() -> peer.last(SignalMessage.FederationAccepted.class));
        peer.ours = true;
        return peer;
    }

    /** Like a stock relay: says who it is and goes on. */
    static FakePeer stock(Relays.Node relay, Seed seed) {
        FakePeer peer = dials(relay.address, seed);
        peer.send(
                new SignalMessage.FederationHello(peer.certificate.fingerprint().text()));
        return peer;
    }

    String fingerprint() {
        return certificate.fingerprint().normalized();
    }

    FakePeer hello(Bytes nonce) {
        return send(new SignalMessage.FederationHello(certificate.fingerprint().text(), nonce));
    }

    /** Answers the challenge as an honest relay with this seed. */
    FakePeer prove(String acceptor) {
        return send(proof(challenge(), acceptor));
    }

    SignalMessage.FederationProof proof(Bytes challenge, String acceptor) {
        return LinkProof.of(certificate, new LinkProof.Connected(fingerprint(), acceptor, NONCE, challenge));
    }

    Bytes challenge() {
        TestClient.await(() -> last(SignalMessage.FederationChallenge.class));
        return last(SignalMessage.FederationChallenge.class).nonce();
    }

    FakePeer send(SignalMessage message) {
        connection().sendSignal(message);
        return this;
    }

    /** Tells who is in a room, as the origin of it. */
    FakePeer tells(String room, long version, String... aliases) {
        return tells(room, certificate.fingerprint().text(), version, 0, aliases);
    }

    FakePeer tells(String room, String origin, long version, int hops, String... aliases) {
        return send(new SignalMessage.GlobalRoomActive(
                room, people(aliases), ours ? new RoomOrigin(origin, version, hops) : null));
    }

    static List<RosterEntry> people(String... aliases) {
        return List.of(aliases).stream()
                .map(alias -> new RosterEntry("fp-" + alias, alias, null))
                .toList();
    }

    /** One well-formed media packet for a room, whether it is global or not. */
    FakePeer say(String room, String words, int hops) {
        return say(RoomName.federationHash(room), words, hops);
    }

    FakePeer say(long hash, String words, int hops) {
        ByteBuf datagram = Unpooled.buffer()
                .writeLong(hash)
                .writeByte(0)
                .writeByte(0)
                .writeShort(sequence++)
                .writeInt(sequence * 20)
                .writeInt(0)
                .writeBytes(words.getBytes(StandardCharsets.UTF_8));
        if (ours) {
            datagram.writeByte(hops);
        }
        connection().sendDatagram(datagram);
        return this;
    }

    /** Sends back all that it has heard, as a relay in a ring would. */
    void echoes(int hops) {
        for (byte[] datagram : datagrams) {
            byte[] back = datagram.clone();
            back[back.length - 1] = (byte) hops;
            connection().sendDatagram(Unpooled.wrappedBuffer(back));
        }
    }

    /** Its machine does nothing any more, from now on. */
    void stalls() {
        CountDownLatch held = stalled;
        connection().execute(() -> {
            try {
                var _ = held.await(TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What media packets said, in the order of arrival. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    List<SignalMessage> signals() {
        return List.copyOf(signals);
    }

    <T extends SignalMessage> List<T> all(Class<T> kind) {
        return signals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends SignalMessage> T last(Class<T> kind) {
        return all(kind).getLast();
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "not connected");
    }

    boolean isConnected() {
        return connection != null;
    }

    CloseInfo awaitClose() {
        return closed.orTimeout(TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        signals.add(message);
    }

    @Override
    public void onDatagram(Connection source, ByteBuf datagram) {
        byte[] bytes = ByteBufUtil.getBytes(datagram);
        datagrams.add(bytes);
        int from = Long.BYTES + HEADER_BYTES;
        heard.add(new String(bytes, from, bytes.length - from - (ours ? 1 : 0), StandardCharsets.UTF_8));
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        closed.complete(info);
    }

    @Override
    public void close() {
        stalled.countDown();
        Connection made = connection;
        if (made != null) {
            made.close(CloseReason.NORMAL);
        }
        if (endpoint != null && ownsEndpoint) {
            endpoint.close();
        }
    }
}
