package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.parts.ResetLimit;

/** N4: the relay dies and starts anew at once; clients that talk learn in time that it does not know them any more. */
class N4RestartTest {
    @Test
    void clientThatTalksLearnsOfARestartLongBeforeItsIdleTimeout() throws Exception {
        try (PathFixture relay = new PathFixture(Transport.DIRECT);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End client = relay.dial(wire.address());
            PathFixture.End before = relay.theAccepted();
            client.say("hello");
            await().atMost(PathFixture.PATIENCE).until(() -> before.hears("hello"));
            try (PathFixture reborn = new PathFixture(Transport.DIRECT)) {
                // the old one lives on behind the wire's back: no close can reach the client, as after kill -9
                wire.relayIsNow(reborn.server.localAddress());
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> {
                            client.say("anybody there?");
                            return client.closed != null;
                        });
                assertThat(client.closed.timedOut()).isFalse();
                assertThat(reborn.server.counters().of(EndpointCounters.Event.RESET_SENT))
                        .isPositive();
            }
        }
    }

    @Test
    void answersAreShorterThanWhatTheyAnswerAndEndWhenItIsTooShort() {
        ResetLimit limit = new ResetLimit();
        long now = 0;
        int bytes = 1_200;
        int turns = 0;
        while (bytes > 0) {
            int answer = limit.answerBytes(bytes, 1, now);
            assertThat(answer).isLessThan(bytes);
            bytes = answer;
            now += 1_000_000_000L;
            turns++;
        }
        assertThat(turns).isLessThan(30);
    }

    @Test
    void thereAreOnlySoManyAnswersASecond() {
        ResetLimit limit = new ResetLimit();
        int answers = 0;
        for (int i = 0; i < 100_000; i++) {
            answers += limit.answerBytes(100, i, i * 10_000L) > 0 ? 1 : 0;
        }
        assertThat(answers).isBetween(ResetLimit.PER_SECOND, 2 * ResetLimit.PER_SECOND);
    }

    @Test
    void whoSendsNonsenseAllTheTimeLeavesAnswersForOthers() {
        ResetLimit limit = new ResetLimit();
        int vandal = 0x0100007f;
        int answers = 0;
        long now = 0;
        for (int i = 0; i < 100_000; i++) {
            now += 10_000L;
            answers += limit.answerBytes(100, vandal, now) > 0 ? 1 : 0;
        }
        assertThat(answers).isBetween(ResetLimit.PER_SECOND_FOR_ONE, 2 * ResetLimit.PER_SECOND_FOR_ONE);
        assertThat(limit.answerBytes(100, 0x0200007f, now)).isPositive();
    }
}
