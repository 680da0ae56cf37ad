package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.RelayConfig.Transport;

/**
 * A sibling of N2: a client that has moved often enough could write anybody's address on a packet, and the media of its rooms
 * went there. A machine that never answered gets no more than QUIC allows, three times what came from it.
 */
class N2ForgedSenderTest {
    private static final int CHANGES = 20;
    private static final int MOST_FOR_ONE = 3;

    /** Somebody who has nothing to do with it. */
    private static final class Bystander implements AutoCloseable {
        final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.66"));
        final AtomicInteger received = new AtomicInteger();

        Bystander() throws IOException {
            Thread.ofVirtual().start(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
                try {
                    while (true) {
                        packet.setLength(2_048);
                        socket.receive(packet);
                        received.addAndGet(packet.getLength());
                    }
                } catch (IOException e) {
                    socket.close();
                }
            });
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static void say(PathFixture.End from, PathFixture.End to, String words) {
        await().atMost(PathFixture.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            from.say(words);
            return to.hears(words);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void mediaDoesNotGoToAMachineThatAClientOnlyNames(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress());
                Bystander bystander = new Bystander()) {
            PathFixture.End vandal = relay.dial(wire.address());
            PathFixture.End towardsVandal = relay.theAccepted();
            for (int i = 0; i < CHANGES; i++) {
                wire.move();
                say(vandal, towardsVandal, "from place " + i);
                say(towardsVandal, vandal, "to place " + i);
            }
            int before = wire.carriedToRelay();
            wire.forge(bystander.socket);
            say(vandal, towardsVandal, "forged");
            byte[] media = new byte[1_000];
            for (int i = 0; i < 10; i++) {
                towardsVandal.sendBytes(media);
            }
            wire.move();
            say(vandal, towardsVandal, "back");
            say(towardsVandal, vandal, "to where it is");
            int named = wire.carriedToRelay() - before;
            assertThat(bystander.received.get()).isLessThanOrEqualTo(MOST_FOR_ONE * named);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void whoChangesBetweenNetworksIsFollowed(Transport transport) throws Exception {
        InetAddress[] networks = {
            InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3")
        };
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End roamer = relay.dial(wire.address());
            PathFixture.End towardsRoamer = relay.theAccepted();
            for (int i = 0; i < 100; i++) {
                wire.moveTo(networks[i % networks.length]);
                say(roamer, towardsRoamer, "from place " + i);
                say(towardsRoamer, roamer, "to place " + i);
            }
            await().atMost(PathFixture.PATIENCE)
                    .until(() -> towardsRoamer.connection.remoteAddress().equals(wire.relaySide()));
            assertThat(roamer.closed).isNull();
        }
    }
}
