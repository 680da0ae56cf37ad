package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;

/** Some relays of this kind on loopback ports, which speak with each other as a test says. */
final class Relays implements AutoCloseable {
    /** Room that spans them unless a test says otherwise. */
    static final String ROOM = "podcast";

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    /** Each process of tests begins elsewhere. */
    private static final AtomicInteger nextPort =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % PORTS));

    private final Path folder;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** One of them, whether it runs or not: its seed and its port are there before. */
    final class Node {
        final String name;
        final Seed seed;
        final InetSocketAddress address;
        FederationConfig federation = FederationConfig.NONE.globalRooms(rooms -> List.of(ROOM));
        private Optional<RelayFixture> running = Optional.empty();

        Node(String name) {
            this.name = name;
            this.seed = FakePeer.seed(0xa0 + nodes.size());
            this.address = freePort();
        }

        String fingerprint() {
            return RelayCertificate.of(seed).fingerprint().normalized();
        }

        RelayCertificate certificate() {
            return RelayCertificate.of(seed);
        }

        Node dials(Node other) {
            return dials(other, other.address.getHostString() + ":" + other.address.getPort());
        }

        Node dials(Node other, String url) {
            return dials(url, other.fingerprint(), other.name);
        }

        Node dials(String url, String fingerprint, String label) {
            federation = federation.peers(peers -> with(peers, new FederationConfig.Peer(url, fingerprint, label)));
            return this;
        }

        Node trusts(Node other) {
            return trusts(other.fingerprint(), other.name);
        }

        Node trusts(String fingerprint, String label) {
            federation = federation.trusted(
                    trusted -> with(trusted, new FederationConfig.Trusted(fingerprint, label, Optional.empty())));
            return this;
        }

        Node speaks(UnaryOperator<FederationConfig> change) {
            federation = change.apply(federation);
            return this;
        }

        /** With its identity in it. */
        Path home() {
            Path home = folder.resolve(name);
            try {
                Files.createDirectories(home);
                Path identity = home.resolve("relay-identity");
                if (Files.notExists(identity)) {
                    Files.writeString(identity, seed.hex());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return home;
        }

        Node start() {
            RelayConfig config = RelayFixture.listeningOn(RelayFixture.config(home()), address)
                    .with(federation);
            running = Optional.of(RelayFixture.started(config));
            return this;
        }

        RelayFixture relay() {
            return running.orElseThrow();
        }

        void stop() {
            running.ifPresent(RelayFixture::close);
            running = Optional.empty();
        }

        private String dropped() {
            Stream<String> links = relay().relay().snapshot().federation().peers().stream()
                    .map(peer -> peer.label() + " " + peer.traffic().dropped());
            Stream<String> people = relay().relay().snapshot().rooms().stream()
                    .flatMap(room -> room.participants().stream())
                    .map(person -> person.alias() + " " + person.flow().dropped());
            return name + ": " + Stream.concat(links, people).collect(Collectors.joining(", "));
        }

        PeerStatus peer(Node other) {
            return peer(other.fingerprint());
        }

        PeerStatus peer(String fingerprint) {
            return relay().relay().snapshot().federation().peers().stream()
                    .filter(peer -> peer.fingerprint().equals(fingerprint))
                    .findFirst()
                    .orElseThrow();
        }

        /** Joins a client and waits until it is in. */
        TestClient join(String room, String alias) {
            return new TestClient().join(relay(), room, alias);
        }
    }

    Relays(Path folder) {
        this.folder = folder;
    }

    /** What relays have not passed on so far, for a test that misses something. */
    String dropped() {
        return nodes.values().stream().map(Node::dropped).collect(Collectors.joining("; "));
    }

    Node node(String name) {
        return nodes.containsKey(name) ? nodes.get(name) : made(name);
    }

    private Node made(String name) {
        Node node = new Node(name);
        nodes.put(name, node);
        return node;
    }

    /** Each of them dials each. */
    Relays mesh(String... names) {
        for (String one : names) {
            for (String other : names) {
                if (!one.equals(other)) {
                    node(one).dials(node(other));
                }
            }
        }
        return this;
    }

    Relays start() {
        nodes.values().forEach(Node::start);
        return this;
    }

    static void awaitUp(Node one, Node other) {
        TestClient.await(() -> {
            assertThat(one.peer(other).state()).isEqualTo(State.UP);
            assertThat(other.peer(one).state()).isEqualTo(State.UP);
            assertThat(one.peer(other).speaksOurs()).isTrue();
            assertThat(other.peer(one).speaksOurs()).isTrue();
        });
    }

    /** Of each two that dial each other the one connection is left that stays. */
    void awaitSettled() {
        for (Node one : nodes.values()) {
            for (Node other : nodes.values()) {
                if (one.federation.peer(other.fingerprint()).isPresent()
                        && other.federation.peer(one.fingerprint()).isPresent()) {
                    boolean opens = one.fingerprint().compareTo(other.fingerprint()) < 0;
                    TestClient.await(() ->
                            assertThat(one.peer(other).direction()).contains(opens ? Direction.OUT : Direction.IN));
                }
            }
        }
    }

    /** Says it until it is heard: a way may be there a moment later than the roster. */
    static void awaitHears(TestClient speaker, TestClient listener, String words) {
        TestClient.await(() -> {
            speaker.say(words);
            assertThat(listener.heard()).contains(words);
        });
    }

    /** The same with other rules. */
    static FederationConfig with(FederationConfig config, boolean allowUnverified, int hopLimit) {
        return new FederationConfig(
                config.peers(),
                config.trusted(),
                config.globalRooms(),
                allowUnverified,
                config.packetsPerSecond(),
                hopLimit,
                config.nearby());
    }

    private static <T> List<T> with(List<T> all, T more) {
        List<T> next = new ArrayList<>(all);
        next.add(Objects.requireNonNull(more));
        return next;
    }

    /**
     * One that stays free until a relay listens there. The system gives any from 32,768 on (Linux) to a socket that asks for none:
     * such a one could be taken meanwhile.
     */
    static InetSocketAddress freePort() {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + Math.floorMod(nextPort.getAndIncrement(), PORTS);
            try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
            } catch (SocketException taken) {
                // the next one
            }
        }
        throw new IllegalStateException("no port is free from " + FIRST_PORT + " on");
    }

    @Override
    public void close() {
        nodes.values().forEach(Node::stop);
    }
}
