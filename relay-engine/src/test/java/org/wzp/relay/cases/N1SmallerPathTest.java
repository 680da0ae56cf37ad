package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig.Transport;

/** N1: a link's MTU falls, or a router drops what is large without a word; the listener goes on hearing and gets its rosters. */
class N1SmallerPathTest {
    private static final int NARROW = 1252;
    private static final int ROSTER_BYTES = 6_000;
    private static final int ROSTERS = 4;

    /** A path of 1,500 bytes over which large packets have gone already, as far as the transport makes them. */
    private static PathFixture.End listener(PathFixture relay, ImpairedWire wire) throws Exception {
        PathFixture.End listener = relay.dial(wire.address());
        PathFixture.End sender = relay.theAccepted();
        relay.accepted.add(sender);
        int[] sent = {0};
        await().atMost(PathFixture.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            sender.connection.sendSignal(PathFixture.signal(ROSTER_BYTES));
            sent[0]++;
            return wire.largestFromRelay() > NARROW || sent[0] >= 20;
        });
        await().atMost(PathFixture.PATIENCE).until(() -> listener.signals.size() == sent[0]);
        listener.signals.clear();
        return listener;
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void listenerBehindAPathThatBecameSmallerHearsOnAndGetsItsRosters(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End listener = listener(relay, wire);
            PathFixture.End sender = relay.theAccepted();
            wire.narrow(NARROW);
            for (int i = 0; i < ROSTERS; i++) {
                sender.connection.sendSignal(PathFixture.signal(ROSTER_BYTES));
            }
            int[] said = {0};
            await().atMost(PathFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        sender.say("word " + said[0]++);
                        return listener.signals.size() == ROSTERS;
                    });
            sender.say("after the rosters");
            await().atMost(PathFixture.PATIENCE).until(() -> listener.hears("after the rosters"));
            assertThat(listener.closed).isNull();
        }
    }

    /** The other transport sends nothing that large at any time. */
    @ParameterizedTest
    @EnumSource(names = {"DIRECT"})
    void datagramsThatNoLongerFitAreCountedAndBlockNobody(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End listener = listener(relay, wire);
            PathFixture.End sender = relay.theAccepted();
            byte[] large = "L".repeat(1_300).getBytes(StandardCharsets.UTF_8);
            await().atMost(PathFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        sender.sendBytes(large);
                        return listener.hears("L".repeat(1_300));
                    });
            await().atMost(PathFixture.PATIENCE).until(() -> sender.connection.maxDatagramBytes() > 1_300);
            wire.narrow(NARROW);
            long before = sender.connection.counters().droppedBy(DropCause.TOO_LARGE);
            int[] said = {0};
            await().atMost(PathFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        sender.sendBytes(large);
                        sender.say("word " + said[0]++);
                        return sender.connection.counters().droppedBy(DropCause.TOO_LARGE) >= before + 3;
                    });
            sender.say("small ones pass");
            await().atMost(PathFixture.PATIENCE).until(() -> listener.hears("small ones pass"));
            assertThat(sender.connection.maxDatagramBytes()).isLessThan(NARROW);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void clientBehindASmallPathFromTheBeginningGetsEverything(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            wire.narrow(1_200);
            PathFixture.End listener = relay.dial(wire.address());
            PathFixture.End sender = relay.theAccepted();
            for (int i = 0; i < ROSTERS; i++) {
                sender.connection.sendSignal(PathFixture.signal(ROSTER_BYTES));
            }
            sender.say("hello");
            await().atMost(PathFixture.PATIENCE).until(() -> listener.signals.size() == ROSTERS);
            assertThat(listener.hears("hello")).isTrue();
        }
    }
}
