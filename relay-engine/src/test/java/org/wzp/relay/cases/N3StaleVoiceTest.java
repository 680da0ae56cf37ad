package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Transport;

/** N3: what was said while a link was gone, or the relay stood still, is not heard seconds later. */
class N3StaleVoiceTest {
    private static final long OLD_NANOS =
            2 * RelayConfig.Limits.defaults().mediaMaxAge().toNanos();
    /** More than goes onto the wire, into QUIC's queue and into the outbox together. */
    private static final int WORDS = 1_000;

    /** The codec's own queue can't be emptied over its public channels. */
    private static final int IN_THE_CODECS_QUEUE = 70;
    /** QUIC probes a silent path with what it has. */
    private static final int IN_PROBES = 30;

    private static void untilOld(long since) {
        await().atMost(PathFixture.PATIENCE).until(() -> System.nanoTime() - since > OLD_NANOS);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void wordsThatWaitedWhileTheLinkWasGoneAreDroppedAndCounted(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport, Transport.AUTO, RelayConfig.Limits.defaults());
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End listener = relay.dial(wire.address());
            PathFixture.End sender = relay.theAccepted();
            sender.say("before");
            await().atMost(PathFixture.PATIENCE).until(() -> listener.hears("before"));
            wire.narrow(0);
            for (int i = 0; i < WORDS; i++) {
                sender.say("while the link was gone, a word of the usual length in a packet of voice " + i);
            }
            await().atMost(PathFixture.PATIENCE)
                    .until(() -> sender.connection.counters().dropped() > 0);
            untilOld(System.nanoTime());
            wire.narrow(2_048);
            int[] said = {0};
            await().atMost(PathFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        sender.say("after " + said[0]++);
                        return listener.datagrams.stream().anyMatch(word -> word.startsWith("after"));
                    });
            assertThat(sender.connection.counters().droppedBy(DropCause.STALE)).isGreaterThan(100);
            assertThat(listener.datagrams.stream().filter(word -> word.startsWith("while")))
                    .hasSizeLessThan(transport == Transport.NETTY ? IN_THE_CODECS_QUEUE : IN_PROBES);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "NETTY"})
    void wordsThatLayInTheSocketWhileTheRelayStoodStillAreDroppedAndCounted(Transport transport) throws Exception {
        try (PathFixture relay = new PathFixture(transport, Transport.AUTO, RelayConfig.Limits.defaults())) {
            PathFixture.End speaker = relay.dial(relay.server.localAddress());
            PathFixture.End hearer = relay.theAccepted();
            speaker.say("before");
            await().atMost(PathFixture.PATIENCE).until(() -> hearer.hears("before"));
            CountDownLatch stopped = new CountDownLatch(1);
            CountDownLatch goesOn = new CountDownLatch(1);
            hearer.connection.execute(() -> {
                stopped.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            stopped.await();
            for (int i = 0; i < 50; i++) {
                speaker.say("meanwhile " + i);
            }
            await().atMost(PathFixture.PATIENCE)
                    .until(() -> speaker.connection.counters().sent() >= 51);
            untilOld(System.nanoTime());
            goesOn.countDown();
            int[] said = {0};
            await().atMost(PathFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        speaker.say("after " + said[0]++);
                        return hearer.datagrams.stream().anyMatch(word -> word.startsWith("after"));
                    });
            assertThat(hearer.datagrams).noneMatch(word -> word.startsWith("meanwhile"));
            assertThat(hearer.connection.counters().droppedBy(DropCause.STALE)).isGreaterThan(10);
        }
    }
}
