package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.contention.QueueGauge;
import org.wzp.relay.engine.RovingWire;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.direct.DirectEndpoint;
import org.wzp.relay.transport.direct.Unsteered;

/** The contract again where each connection is given another loop than the one before; and what holds for many loops alone. */
abstract class ManyLoopsContractTest extends DirectContractTest {
    private static final int CALLERS = 12;

    private final int loops;
    private final boolean steered;
    private final AtomicInteger placed = new AtomicInteger();
    private final ConcurrentLinkedQueue<EndpointSettings> bound = new ConcurrentLinkedQueue<>();

    ManyLoopsContractTest(int loops, boolean steered) {
        this.loops = loops;
        this.steered = steered;
    }

    @Override
    QuicEndpoint bind(EndpointSettings settings, RelayCertificate certificate, ConnectionAcceptor accept)
            throws IOException {
        ConnectionAcceptor inTurn = new ConnectionAcceptor() {
            @Override
            public ConnectionHandler accept(Connection connection) {
                assertThat(connection.loop().inLoop()).isTrue();
                return accept.accept(connection);
            }

            @Override
            public Optional<EventLoop> place(String serverName, List<? extends EventLoop> all) {
                assertThat(all).hasSize(loops);
                return Optional.of(all.get(placed.getAndIncrement() % loops));
            }
        };
        bound.add(settings);
        return steered
                ? DirectEndpoint.bind(settings.withLoops(loops), certificate, inTurn)
                : Unsteered.bind(settings.withLoops(loops), certificate, inTurn);
    }

    /** Packets that a loop has read for another one. */
    private long passedOn() {
        return bound.element().ledger().queues().stream()
                .filter(queue -> queue.queue().equals("packets for another loop"))
                .mapToLong(QueueGauge.Statistics::offered)
                .sum();
    }

    private Peer dial(int number) throws Exception {
        Peer peer = dial("room " + number);
        await().atMost(PATIENCE).until(() -> accepted.size() == number + 1);
        return peer;
    }

    private Peer counterpart(int number) {
        return accepted.stream()
                .filter(peer -> peer.connection.serverName().equals(Optional.of("room " + number)))
                .findFirst()
                .orElseThrow();
    }

    private Set<EventLoop> loopsInUse() {
        Set<EventLoop> used = new HashSet<>();
        accepted.forEach(peer -> used.add(peer.connection.loop()));
        return used;
    }

    @Test
    void eachLoopHasARowAThreadAndItsConnections() throws Exception {
        for (int i = 0; i < CALLERS; i++) {
            dial(i);
        }
        assertThat(server.threads()).hasSize(loops);
        assertThat(server.loops()).hasSize(loops);
        for (int i = 0; i < loops; i++) {
            String name = "quic-loop-" + server.localAddress().getPort() + "-" + (i + 1);
            assertThat(server.threads().get(i).name()).isEqualTo(name);
            assertThat(server.loops().get(i).loop()).isEqualTo(name);
        }
        assertThat(server.connections()).hasSize(CALLERS);
        List<Integer> byLoop = server.loops().stream()
                .map(ContentionStatus.LoopRow::connections)
                .toList();
        assertThat(byLoop.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLERS);
        if (steered) {
            assertThat(byLoop).containsOnly(CALLERS / loops);
        }
    }

    /** On a kernel that tells the loops' packets apart only those of the first flight are passed on. */
    @Test
    void mediaReachesEachLoopAndIsPassedOnOnlyWhereTheKernelCantTell() throws Exception {
        Peer[] here = new Peer[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            here[i] = dial(i);
            counterpart(i).connection.loggedIn();
            sendText(here[i].connection, "first");
            Peer there = counterpart(i);
            await().atMost(PATIENCE).until(() -> there.datagrams.contains("first"));
        }
        assertThat(loopsInUse()).hasSizeGreaterThan(1);
        long before = passedOn();
        for (int word = 0; word < 50; word++) {
            for (int i = 0; i < CALLERS; i++) {
                sendText(here[i].connection, "up " + word);
                sendText(counterpart(i).connection, "down " + word);
                here[i].connection.sendSignal(ping(word));
            }
            int words = word + 1;
            for (int i = 0; i < CALLERS; i++) {
                Peer there = counterpart(i);
                Peer caller = here[i];
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .untilAsserted(() -> {
                            assertThat(there.datagrams).hasSize(1 + words);
                            assertThat(caller.datagrams).hasSize(words);
                            assertThat(there.signals).hasSize(words);
                        });
            }
        }
        if (steered) {
            assertThat(passedOn()).isEqualTo(before);
        } else {
            assertThat(passedOn()).isGreaterThan(before + 50);
        }
    }

    @Test
    void whoseEveryPacketComesFromAnotherAddressStaysOnItsLoopAndIsHeard() throws Exception {
        for (int i = 0; i < loops; i++) {
            dial(i);
        }
        Peer[] neighbours = accepted.toArray(Peer[]::new);
        try (RovingWire wire = new RovingWire(server.localAddress(), 40)) {
            Peer nomad = new Peer();
            nomad.connection =
                    client.connect(wire.address(), "nomad", nomad).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            await().atMost(PATIENCE).until(() -> accepted.size() == loops + 1);
            Peer there = accepted.stream()
                    .filter(peer -> peer.connection.serverName().equals(Optional.of("nomad")))
                    .findFirst()
                    .orElseThrow();
            EventLoop home = there.connection.loop();
            // so that many words of many tries don't count as too much before the login
            there.connection.loggedIn();
            sendText(nomad.connection, "at home");
            await().atMost(PATIENCE).until(() -> there.datagrams.contains("at home"));
            long passed = passedOn();
            wire.rove();
            for (int i = 0; i < 120; i++) {
                String words = "from elsewhere " + i;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .pollDelay(Duration.ZERO)
                        .until(() -> {
                            sendText(nomad.connection, words);
                            return there.datagrams.contains(words);
                        });
            }
            assertThat(wire.moves()).isGreaterThan(100);
            assertThat(there.connection.loop()).isSameAs(home);
            assertThat(nomad.closes).isEmpty();
            if (steered) {
                assertThat(passedOn()).isEqualTo(passed);
            }
        }
        for (Peer neighbour : neighbours) {
            assertThat(neighbour.closes).isEmpty();
        }
    }

    /** Its copies must not begin a second connection elsewhere, nor reach the first one on another thread than its own. */
    @Test
    void aFirstPacketThatComesManyTimesBeginsOneConnection() throws Exception {
        try (DatagramSocket wire = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket onward = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            wire.setSoTimeout((int) PATIENCE.toMillis());
            onward.setSoTimeout((int) PATIENCE.toMillis());
            for (int i = 0; i < 20; i++) {
                var _ = client.connect((InetSocketAddress) wire.getLocalSocketAddress(), "again " + i, new Peer());
                DatagramPacket first = new DatagramPacket(new byte[2_048], 2_048);
                wire.receive(first);
                for (int copy = 0; copy < 4 * loops; copy++) {
                    onward.send(new DatagramPacket(first.getData(), first.getLength(), server.localAddress()));
                }
                // the answer: it has begun
                onward.receive(new DatagramPacket(new byte[2_048], 2_048));
            }
            Peer after = dial("afterwards");
            sendText(after.connection, "still here");
            await().atMost(PATIENCE)
                    .until(() -> accepted.stream().anyMatch(peer -> peer.datagrams.contains("still here")));
        }
        int begun = server.loops().stream()
                .mapToInt(ContentionStatus.LoopRow::connections)
                .sum();
        assertThat(begun).isEqualTo(21);
    }

    @Test
    void stoppingEndsEachLoopsConnectionsAndThreads() throws Exception {
        Peer[] here = new Peer[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            here[i] = dial(i);
        }
        server.close(CloseReason.SHUTTING_DOWN, Duration.ofSeconds(5));
        for (Peer peer : here) {
            await().atMost(PATIENCE).until(() -> !peer.closes.isEmpty());
            assertThat(peer.closes.element().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
        }
        assertThat(server.connections()).isEmpty();
        String prefix = "quic-loop-" + server.localAddress().getPort() + "-";
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith(prefix));
        // the port is free for the next one
        QuicEndpoint next = bind(
                EndpointSettings.of(server.localAddress(), PatientLimits.limits()),
                RelayCertificate.of(Seed.ofHex("42".repeat(32))),
                connection -> new Peer());
        next.close();
    }
}
