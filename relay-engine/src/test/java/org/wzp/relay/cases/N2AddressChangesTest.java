package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.RelayConfig.Transport;

/** N2: a client whose address changes again and again in a call is heard and hears all the time. */
class N2AddressChangesTest {
    private static final int CHANGES = 200;

    private static void say(PathFixture.End from, PathFixture.End to, String words) {
        await().atMost(PathFixture.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            from.say(words);
            return to.hears(words);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void clientIsHeardAfterTwoHundredChangesOfAddressAndSoIsItsNeighbour(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End neighbour = relay.dial(relay.server.localAddress());
            PathFixture.End towardsNeighbour = relay.theAccepted();
            PathFixture.End roamer = relay.dial(wire.address());
            PathFixture.End towardsRoamer = relay.theAccepted();
            for (int i = 0; i < CHANGES; i++) {
                wire.move();
                say(roamer, towardsRoamer, "from place " + i);
                say(towardsRoamer, roamer, "to place " + i);
                say(neighbour, towardsNeighbour, "neighbour " + i);
            }
            assertThat(wire.moves()).isEqualTo(CHANGES);
            await().atMost(PathFixture.PATIENCE)
                    .until(() -> towardsRoamer.connection.remoteAddress().equals(wire.relaySide()));
            assertThat(roamer.closed).isNull();
            assertThat(neighbour.closed).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void signalsArriveWholeWhileTheAddressChanges(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End roamer = relay.dial(wire.address());
            PathFixture.End towardsRoamer = relay.theAccepted();
            towardsRoamer.connection.loggedIn();
            wire.moveEvery(10);
            for (int i = 0; i < 40; i++) {
                roamer.connection.sendSignal(PathFixture.signal(4_000));
                towardsRoamer.connection.sendSignal(PathFixture.signal(4_000));
                int number = i + 1;
                int[] said = {0};
                await().atMost(PathFixture.PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> {
                            roamer.say("word " + said[0]++);
                            return towardsRoamer.signals.size() == number && roamer.signals.size() == number;
                        });
            }
            assertThat(wire.moves()).isGreaterThan(20);
        }
    }
}
