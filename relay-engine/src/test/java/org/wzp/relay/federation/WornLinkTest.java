package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.SignalMessage;

/** A connection carries a bounded number of signals: the relay that has dialled makes the next one before they are used up. */
class WornLinkTest {
    private static final String PEER = "11".repeat(32);
    private static final FederationConfig.Peer DIALLED = new FederationConfig.Peer("127.0.0.1:4433", PEER, "Peer");

    private final MediaIngress ingress = new MediaIngress(
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {}),
            new MediaForwarder(System::nanoTime),
            new DuplicateFilter(new SipHash(1, 2), 0),
            2,
            500);
    private final LinkTable table = new LinkTable();
    private final Queue<InetSocketAddress> dialled = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> back = new ConcurrentLinkedQueue<>();
    private final Outbound outbound = new Outbound(
            RelayCertificate.of(FakePeer.seed(1)).fingerprint(),
            RelayTime.system(),
            new SecureRandom(),
            (to, _, _) -> {
                dialled.add(to);
                return CompletableFuture.failedFuture(new IllegalStateException("nobody there"));
            },
            ingress,
            table,
            new LinkPace(),
            back::add);

    private PeerLink linked(Direction direction, boolean ours) {
        PeerLink link = new PeerLink(
                new PeerLink.Facts(PEER, "Peer", direction, Proof.PINNED, Instant.EPOCH),
                new QuietConnection(),
                ingress,
                System::nanoTime,
                ours);
        table.put(link);
        outbound.follow(List.of(DIALLED), System.nanoTime());
        return link;
    }

    private void look() {
        outbound.look(System.nanoTime(), _ -> {});
    }

    private static void wear(PeerLink link, int signals) {
        for (int i = 0; i < signals; i++) {
            link.onSignal(new QuietConnection(), new SignalMessage.Ping(0));
        }
    }

    @Test
    void theNextConnectionIsMadeWhenTheFirstHasCarriedAlmostAllThatItMay() {
        PeerLink link = linked(Direction.OUT, true);
        wear(link, PeerLink.MOST_SIGNALS - 1);
        look();
        assertThat(outbound.of(PEER).orElseThrow().isDialling()).isFalse();
        wear(link, 1);
        look();
        assertThat(outbound.of(PEER).orElseThrow().isDialling()).isTrue();
        await(() -> assertThat(dialled).containsExactly(new InetSocketAddress("127.0.0.1", 4433)));
    }

    @Test
    void whatWasSentCountsAsWell() {
        PeerLink link = linked(Direction.OUT, true);
        for (int i = 0; i < PeerLink.MOST_SIGNALS; i++) {
            link.send(new SignalMessage.Ping(0));
        }
        assertThat(link.isWorn()).isTrue();
    }

    @Test
    void theRelayThatWasDialledLeavesItToTheOther() {
        wear(linked(Direction.IN, true), PeerLink.MOST_SIGNALS);
        look();
        assertThat(outbound.of(PEER).orElseThrow().isDialling()).isFalse();
    }

    /** A second connection would end what it sends over the first (D-09). */
    @Test
    void aStockRelayIsDialledAnewOnlyWhenItsConnectionHasEnded() {
        wear(linked(Direction.OUT, false), PeerLink.MOST_SIGNALS);
        look();
        assertThat(outbound.of(PEER).orElseThrow().isDialling()).isFalse();
    }
}
