package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/** A client that does what a test tells it, also what no honest client does, over a real QUIC connection. */
public final class TestClient implements ConnectionHandler {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HEADER_BYTES = 12;

    private final Identity identity;
    private final List<SignalMessage> signals = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> streams = new CopyOnWriteArrayList<>();
    private final CompletableFuture<CloseInfo> closed = new CompletableFuture<>();
    private @Nullable Connection connection;
    private int sequence;

    public TestClient() {
        this(Identity.of(Seed.random(RANDOM)));
    }

    public TestClient(Identity identity) {
        this.identity = identity;
    }

    public static Identity newIdentity() {
        return Identity.of(Seed.random(RANDOM));
    }

    public TestClient connect(RelayFixture relay, String serverName) {
        return connect(relay.dialler(), relay.address(), serverName);
    }

    public TestClient connect(QuicEndpoint dialler, InetSocketAddress address, String serverName) {
        connection = dialler.connect(address, serverName, this)
                .thenApply(made -> {
                    made.maxSignalBytes(SignalCodec.MAX_BYTES);
                    return made;
                })
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return this;
    }

    /** Connects, logs in and waits until the relay's roster names this client. */
    public TestClient join(RelayFixture relay, String room, String alias) {
        connect(relay, room).offer(alias);
        await(() -> assertThat(roster()).contains(alias));
        return this;
    }

    public TestClient offer(String alias) {
        return send(Handshake.offer(identity, EphemeralKey.random(RANDOM), QualityProfile.STANDARD, alias));
    }

    public TestClient send(SignalMessage message) {
        connection().sendSignal(message);
        return this;
    }

    /** Sends one well-formed media packet. */
    public TestClient say(String words) {
        ByteBuf packet = Unpooled.buffer()
                .writeByte(0)
                .writeByte(0)
                .writeShort(sequence++)
                .writeInt(sequence * 20)
                .writeInt(0)
                .writeBytes(words.getBytes(StandardCharsets.UTF_8));
        connection().sendDatagram(packet);
        return this;
    }

    public TestClient sendRaw(byte[] datagram) {
        connection().sendDatagram(Unpooled.wrappedBuffer(datagram));
        return this;
    }

    public void leave() {
        connection().close(CloseReason.NORMAL);
    }

    /** What the media packets said, in the order of arrival. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Aliases of the newest roster. */
    public List<String> roster() {
        return signals.reversed().stream()
                .filter(SignalMessage.RoomUpdate.class::isInstance)
                .map(SignalMessage.RoomUpdate.class::cast)
                .findFirst()
                .map(update -> update.participants().stream()
                        .map(RosterEntry::alias)
                        .filter(Objects::nonNull)
                        .toList())
                .orElse(List.of());
    }

    public List<SignalMessage> signals() {
        return List.copyOf(signals);
    }

    public List<String> streams() {
        return List.copyOf(streams);
    }

    public String fingerprint() {
        return identity.fingerprint().text();
    }

    /** What sentences call somebody of this alias: {@code Anna (518e:b935)}. */
    public String called(String alias) {
        return alias + " (" + brief() + ")";
    }

    /** The first two groups of the fingerprint. */
    public String brief() {
        return fingerprint().substring(0, 9);
    }

    public Identity identity() {
        return identity;
    }

    public Connection connection() {
        return Objects.requireNonNull(connection, "not connected");
    }

    public Optional<CloseInfo> closeInfo() {
        return Optional.ofNullable(closed.getNow(null));
    }

    /** Waits for the end and says with which code the relay closed. */
    public CloseInfo awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public void assertClosedWith(CloseReason reason) {
        CloseInfo info = awaitClose();
        assertThat(info.code()).as("close code, reason %s", info.reason()).isEqualTo(reason.code());
        assertThat(info.byPeer()).isTrue();
        assertThat(info.application()).isTrue();
    }

    public static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                // not there yet, such as a room before the next snapshot
                .ignoreException(NoSuchElementException.class)
                .untilAsserted(assertion);
    }

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        signals.add(message);
    }

    @Override
    public void onUnreadableSignal(Connection source, String problem) {
        throw new AssertionError("the relay sent an unreadable signal: " + problem);
    }

    @Override
    public void onDatagram(Connection source, ByteBuf datagram) {
        byte[] bytes = ByteBufUtil.getBytes(datagram);
        heard.add(new String(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, StandardCharsets.UTF_8));
    }

    @Override
    public void onUnidirectional(Connection source, byte[] content) {
        streams.add(new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        closed.complete(info);
    }
}
