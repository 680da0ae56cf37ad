package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamAllowanceTest {
    private static final int LARGEST = 65_536;
    private static final StreamAllowance.Limits CLIENT = StreamAllowance.Limits.CLIENT;
    private final AtomicLong now = new AtomicLong(77);
    private final StreamAllowance client = new StreamAllowance(true, LARGEST, now::get);

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void beforeTheLoginAHandfulOfStreamsHoweverLongItTakes() {
        pass(1_000);
        assertThat(client.admits(StreamAllowance.BEFORE_LOGIN - 1)).isTrue();
        assertThat(client.admits(StreamAllowance.BEFORE_LOGIN)).isFalse();
    }

    @Test
    void fromTheLoginOnTheAllowanceGrowsWithTimeUpToThatOfALife() {
        client.loggedIn();
        assertThat(client.admits(CLIENT.atLogin() - 1)).isTrue();
        assertThat(client.admits(CLIENT.atLogin())).isFalse();
        pass(10);
        assertThat(client.admits(CLIENT.atLogin() + 10 * CLIENT.eachSecond() - 1))
                .isTrue();
        assertThat(client.admits(CLIENT.atLogin() + 10 * CLIENT.eachSecond())).isFalse();
        pass(TimeUnit.DAYS.toSeconds(30));
        assertThat(client.admits(CLIENT.ofALife() - 1)).isTrue();
        assertThat(client.admits(CLIENT.ofALife())).isFalse();
    }

    @Test
    void bytesOnStreamsAreALargestSignalAndSomeMoreAndComeBackWithTime() {
        client.loggedIn();
        assertThat(client.takes(LARGEST + CLIENT.bytesBesideLargest())).isTrue();
        assertThat(client.takes(1)).isFalse();
        pass(2);
        assertThat(client.takes(CLIENT.bytesEachSecond())).isTrue();
        assertThat(client.takes(CLIENT.bytesEachSecond())).isFalse();
    }

    @Test
    void bytesThatWereNotSentAreNotSavedUp() {
        client.loggedIn();
        pass(TimeUnit.DAYS.toSeconds(1));
        assertThat(client.takes(LARGEST + CLIENT.bytesBesideLargest())).isTrue();
        assertThat(client.takes(1)).isFalse();
    }

    /** Twenty rooms, fifty people in each, told every five seconds for a day, and a sign of life each second. */
    @Test
    void anotherRelayMayTellOfAllItsRoomsForADay() {
        StreamAllowance relay = new StreamAllowance(true, LARGEST, now::get);
        relay.ofRelay();
        relay.loggedIn();
        long streams = 0;
        for (int second = 0; second < TimeUnit.DAYS.toSeconds(1); second++) {
            pass(1);
            for (int room = 0; room < (second % 5 == 0 ? 20 : 0); room++) {
                assertThat(relay.admits(streams++)).isTrue();
                assertThat(relay.takes(50 * 120)).isTrue();
            }
            assertThat(relay.admits(streams++)).isTrue();
        }
        assertThat(client.takes(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void whatAnotherRelaySendsHasABoundAsWell() {
        StreamAllowance relay = new StreamAllowance(true, LARGEST, now::get);
        relay.ofRelay();
        relay.loggedIn();
        assertThat(relay.takes(LARGEST + StreamAllowance.Limits.RELAY.bytesBesideLargest()))
                .isTrue();
        assertThat(relay.takes(1)).isFalse();
        assertThat(relay.admits(StreamAllowance.Limits.RELAY.ofALife())).isFalse();
    }

    @Test
    void aRelayThatWasDialledMaySendWhatItLikes() {
        StreamAllowance relay = new StreamAllowance(false, LARGEST, now::get);
        assertThat(relay.takes(Integer.MAX_VALUE)).isTrue();
        assertThat(relay.isBeforeLogin()).isFalse();
    }

    @Test
    void whatComesOutOfPacketsBeforeTheLoginIsNotHeldAgainstThem() {
        LoginBudget budget = new LoginBudget();
        int around = 30;
        for (int i = 0; i < 2_000; i++) {
            assertThat(budget.takes(1, 100 + around)).isTrue();
            budget.read(100);
        }
    }

    @Test
    void packetsBeforeTheLoginThatBringNothingAreFew() {
        LoginBudget budget = new LoginBudget();
        int taken = 0;
        while (taken < 1_000 && budget.takes(1, 1_200)) {
            taken++;
        }
        assertThat(taken).isBetween(12, LoginBudget.UNREAD_BYTES / 1_100);
        budget.handshakeComplete();
        assertThat(budget.takes(1, 1_200)).isTrue();
    }

    @Test
    void packetsSmallerThanTheirOverheadEarnNothing() {
        LoginBudget budget = new LoginBudget();
        assertThat(budget.takes(10_000, 90_000)).isTrue();
        assertThat(budget.takes(14, 14 * 1_230)).isFalse();
    }
}
