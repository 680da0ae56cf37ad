package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;

/**
 * A stock relay that is dialled tells of its rooms as soon as it is connected, and not again while nobody comes or goes. On a busy
 * machine the thread that dials may look at its new connection later than that.
 */
class EarlySignalsTest {
    private static final List<String> ALIASES = List.of("Anna", "Sam", "Tom");

    private final Queue<Runnable> back = new ConcurrentLinkedQueue<>();
    private final Queue<PeerLink> links = new ConcurrentLinkedQueue<>();
    private final Queue<SignalMessage> arrived = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> looked = new CompletableFuture<>();

    private Outbound outbound(QuicEndpoint endpoint) {
        return new Outbound(
                RelayCertificate.of(FakePeer.seed(1)).fingerprint(),
                RelayTime.system(),
                new SecureRandom(),
                (to, name, handler) -> endpoint.connect(to, name, seen(handler)).thenCombine(looked, (made, _) -> made),
                new MediaIngress(
                        new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {}),
                        new MediaForwarder(System::nanoTime),
                        new DuplicateFilter(new SipHash(1, 2), 0),
                        2,
                        500),
                new LinkTable(),
                new LinkPace(),
                back::add);
    }

    private ConnectionHandler seen(ConnectionHandler handler) {
        return new ConnectionHandler() {
            @Override
            public void onSignal(Connection connection, SignalMessage message) {
                handler.onSignal(connection, message);
                arrived.add(message);
            }
        };
    }

    /** The link to a stock relay that tells this after it has accepted the connection and before anybody looks at that. */
    private PeerLink linkTo(FakePeer stock, QuicEndpoint endpoint, List<String> aliases) {
        Outbound outbound = outbound(endpoint);
        outbound.follow(
                List.of(new FederationConfig.Peer(
                        "127.0.0.1:" + stock.address().getPort(), stock.fingerprint(), "Stock")),
                System.nanoTime());
        outbound.look(System.nanoTime(), links::add);
        await(() -> assertThat(stock.isConnected()).isTrue());
        aliases.forEach(alias -> stock.tells(Relays.ROOM, 1, alias));
        await(() -> assertThat(arrived).hasSize(aliases.size()));
        var _ = looked.complete(null);
        await(() -> {
            Optional.ofNullable(back.poll()).ifPresent(Runnable::run);
            assertThat(links).hasSize(1);
        });
        return links.element();
    }

    private static QuicEndpoint endpoint() throws IOException {
        return Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
    }

    @Test
    void whatAStockRelayTellsBeforeAnybodyLooksAtItsConnectionIsHeardInItsOrder() throws Exception {
        try (FakePeer stock = FakePeer.listens(FakePeer.seed(2));
                QuicEndpoint endpoint = endpoint()) {
            PeerLink link = linkTo(stock, endpoint, ALIASES);
            assertThat(ALIASES).allSatisfy(alias -> assertThat(link.poll())
                    .isInstanceOfSatisfying(GlobalRoomActive.class, told -> assertThat(
                                    told.participants().getFirst().alias())
                            .isEqualTo(alias)));
            assertThat(link.poll()).isNull();
            assertThat(link.counters().droppedBy(DropCause.QUEUE_FULL)).isZero();
        }
    }

    @Test
    void whatItTellsBeyondWhatIsKeptIsCountedAtItsLink() throws Exception {
        try (FakePeer stock = FakePeer.listens(FakePeer.seed(2));
                QuicEndpoint endpoint = endpoint()) {
            List<String> many = IntStream.range(0, EarlySignals.MOST + 3)
                    .mapToObj(i -> "Person " + i)
                    .toList();
            PeerLink link = linkTo(stock, endpoint, many);
            assertThat(IntStream.range(0, EarlySignals.MOST))
                    .allSatisfy(i -> assertThat(link.poll()).isNotNull());
            assertThat(link.poll()).isNull();
            assertThat(link.counters().droppedBy(DropCause.QUEUE_FULL)).isEqualTo(3);
        }
    }
}
