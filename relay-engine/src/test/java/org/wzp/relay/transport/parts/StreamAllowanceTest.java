package org.wzp.relay.transport.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamAllowanceTest {
    private static final int LARGEST = 65_536;
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
        assertThat(client.admits(StreamAllowance.AT_LOGIN - 1)).isTrue();
        assertThat(client.admits(StreamAllowance.AT_LOGIN)).isFalse();
        pass(10);
        assertThat(client.admits(StreamAllowance.AT_LOGIN + 10 * StreamAllowance.EACH_SECOND - 1))
                .isTrue();
        assertThat(client.admits(StreamAllowance.AT_LOGIN + 10 * StreamAllowance.EACH_SECOND))
                .isFalse();
        pass(TimeUnit.DAYS.toSeconds(30));
        assertThat(client.admits(StreamAllowance.OF_A_LIFE - 1)).isTrue();
        assertThat(client.admits(StreamAllowance.OF_A_LIFE)).isFalse();
    }

    @Test
    void bytesOnStreamsAreALargestSignalAndSomeMoreAndComeBackWithTime() {
        client.loggedIn();
        assertThat(client.takes(LARGEST + StreamAllowance.BYTES_BESIDE_LARGEST)).isTrue();
        assertThat(client.takes(1)).isFalse();
        pass(2);
        assertThat(client.takes(StreamAllowance.BYTES_EACH_SECOND)).isTrue();
        assertThat(client.takes(StreamAllowance.BYTES_EACH_SECOND)).isFalse();
    }

    @Test
    void bytesThatWereNotSentAreNotSavedUp() {
        client.loggedIn();
        pass(TimeUnit.DAYS.toSeconds(1));
        assertThat(client.takes(LARGEST + StreamAllowance.BYTES_BESIDE_LARGEST)).isTrue();
        assertThat(client.takes(1)).isFalse();
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
