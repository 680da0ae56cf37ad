package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wzp.relay.transport.direct.PreviousAddress.Verdict;
import org.wzp.relay.transport.linux.PeerAddress;

class PreviousAddressTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final PreviousAddress previous = new PreviousAddress();
    private long now = Long.MAX_VALUE - SECOND;

    private void kept() {
        previous.watch(new PeerAddress(), now);
        previous.keepOn(1, now);
        previous.asked(now);
        previous.answered(now);
    }

    /** As the client's packets come with a copy before each, 50 a second. */
    private Verdict copiesFor(long nanos) {
        long end = now + nanos;
        Verdict verdict = Verdict.STAY;
        while (now - end < 0 && verdict == Verdict.STAY) {
            now += 20 * MILLI;
            verdict = previous.heardElsewhere(now);
            previous.heard();
        }
        return verdict;
    }

    @Test
    void knowsAPacketAgainThatCameFromElsewhereForTwoSecondsAfterTheMove() {
        assertThat(previous.isWatched(now)).isFalse();
        previous.watch(new PeerAddress(), now);
        assertThat(previous.isCopied(7)).isFalse();
        previous.remember(7);
        assertThat(previous.isCopied(7)).isTrue();
        now += PreviousAddress.WATCH_NANOS;
        assertThat(previous.isWatched(now)).isTrue();
        assertThat(previous.isWatched(now + 1)).isFalse();
        previous.watch(new PeerAddress(), now);
        assertThat(previous.isCopied(7)).isFalse();
    }

    @Test
    void remembersTheNewestPacketsOnly() {
        previous.watch(new PeerAddress(), now);
        for (int i = 1; i <= 1_000; i++) {
            previous.remember(i);
        }
        assertThat(previous.isCopied(1_000)).isTrue();
        assertThat(previous.isCopied(873)).isTrue();
        assertThat(previous.isCopied(872)).isFalse();
    }

    @Test
    void whoDoesNotAnswerInThreeSecondsIsLeft() {
        previous.watch(new PeerAddress(), now);
        previous.keepOn(1, now);
        assertThat(copiesFor(10 * SECOND)).isEqualTo(Verdict.STAY);
        previous.asked(now);
        long asked = now;
        assertThat(copiesFor(10 * SECOND)).isEqualTo(Verdict.FOLLOW);
        assertThat(now - asked).isBetween(PreviousAddress.ANSWER_NANOS, PreviousAddress.ANSWER_NANOS + SECOND);
    }

    @Test
    void whoSendsNothingForHalfASecondHasMovedAndOneLatePacketIsNoMove() {
        kept();
        now += 5 * SECOND;
        assertThat(previous.heardElsewhere(now)).isEqualTo(Verdict.STAY);
        previous.heard();
        now += 5 * SECOND;
        assertThat(previous.heardElsewhere(now)).isEqualTo(Verdict.STAY);
        now += PreviousAddress.SILENCE_NANOS;
        assertThat(previous.heardElsewhere(now)).isEqualTo(Verdict.STAY);
        now += 1;
        assertThat(previous.heardElsewhere(now)).isEqualTo(Verdict.FOLLOW);
    }

    @Test
    void isAskedAgainWhileCopiesComeEachTimeAfterTwiceAsLong() {
        kept();
        for (long good : new long[] {30 * SECOND, 60 * SECOND, 120 * SECOND}) {
            long answered = now;
            assertThat(copiesFor(300 * SECOND)).isEqualTo(Verdict.ASK);
            assertThat(now - answered).isBetween(good, good + SECOND);
            previous.keepOn(1, now);
            previous.asked(now);
            previous.answered(now);
        }
    }

    @Test
    void aMinuteWithoutCopiesEndsIt() {
        kept();
        assertThat(copiesFor(SECOND)).isEqualTo(Verdict.STAY);
        now += PreviousAddress.CALM_NANOS + 1;
        assertThat(previous.heardElsewhere(now)).isEqualTo(Verdict.FOLLOW);
    }
}
