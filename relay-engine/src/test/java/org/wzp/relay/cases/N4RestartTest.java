package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.RelayConfig.Transport;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.common.ResetLimit;

/** N4: the relay dies and starts anew at once; clients that talk learn in time that it does not know them any more. */
class N4RestartTest {
    @ParameterizedTest
    @CsvSource({"DIRECT, DIRECT", "NETTY, DIRECT", "DIRECT, NETTY", "NETTY, NETTY"})
    void clientThatTalksLearnsOfARestartLongBeforeItsIdleTimeout(Transport accepts, Transport dials) throws Exception {
        try (PathFixture relay = new PathFixture(accepts, dials);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            learnsOfARestart(relay, relay, wire);
        }
    }

    /** After a Retry the client speaks to an id of before its connection was there. */
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"DIRECT", "NETTY"})
    void clientThatHadToProveItsAddressLearnsOfItAsWell(Transport accepts) throws Exception {
        try (PathFixture relay = new PathFixture(accepts);
                PathFixture other = new PathFixture(accepts);
                ImpairedWire wire = new ImpairedWire(relay.server.localAddress())) {
            int unproven = 0;
            while (relay.server.counters().of(EndpointCounters.Event.RETRY_SENT) == 0) {
                relay.dial(relay.server.localAddress());
                relay.theAccepted();
                assertThat(++unproven).isLessThan(200);
            }
            long retries = relay.server.counters().of(EndpointCounters.Event.RETRY_SENT);
            learnsOfARestart(relay, other, wire);
            assertThat(relay.server.counters().of(EndpointCounters.Event.RETRY_SENT))
                    .isGreaterThan(retries);
        }
    }

    private static void learnsOfARestart(PathFixture relay, PathFixture dialling, ImpairedWire wire) throws Exception {
        PathFixture.End client = dialling.dial(wire.address());
        PathFixture.End before = relay.theAccepted();
        client.say("hello");
        await().atMost(PathFixture.PATIENCE).until(() -> before.hears("hello"));
        try (PathFixture reborn = relay.again()) {
            // the old one lives on behind the wire's back: no close can reach the client, as after kill -9
            wire.relayIsNow(reborn.server.localAddress());
            await().atMost(Duration.ofSeconds(60))
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

    /** The token of one connection must not end another: whoever knows its own could end everybody's. */
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"DIRECT", "NETTY"})
    void resetOfOneConnectionDoesNotEndAnother(Transport accepts) throws Exception {
        try (PathFixture relay = new PathFixture(accepts);
                ImpairedWire ofOne = new ImpairedWire(relay.server.localAddress());
                ImpairedWire ofAnother = new ImpairedWire(relay.server.localAddress())) {
            PathFixture.End one = relay.dial(ofOne.address());
            PathFixture.End another = relay.dial(ofAnother.address());
            PathFixture.End oneAtRelay = relay.theAccepted();
            PathFixture.End anotherAtRelay = relay.theAccepted();
            another.say("here");
            await().atMost(PathFixture.PATIENCE).until(() -> oneAtRelay.hears("here") || anotherAtRelay.hears("here"));
            try (PathFixture reborn = relay.again()) {
                ofOne.relayIsNow(reborn.server.localAddress());
                await().atMost(PathFixture.PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> {
                            one.say("anybody there?");
                            return one.closed != null;
                        });
            }
            ofAnother.bring(ofOne.lastToClient());
            another.say("still here");
            await().atMost(PathFixture.PATIENCE)
                    .until(() -> oneAtRelay.hears("still here") || anotherAtRelay.hears("still here"));
            assertThat(another.closed).isNull();
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
