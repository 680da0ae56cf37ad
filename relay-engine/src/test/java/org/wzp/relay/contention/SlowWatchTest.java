package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowWatchTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final LockLedger ledger = LockLedger.system();
    private final SlowSite turns = ledger.slowSite("the event loop's turns");

    @Test
    void whatIsSlowIsToldOnceAMinuteForEachSite() {
        SlowWatch watch = new SlowWatch(ledger);
        assertThat(watch.warnings(0)).isEmpty();

        turns.took(12 * MILLI);
        turns.took(35 * MILLI);
        assertThat(watch.warnings(SECOND))
                .containsExactly("Slow: of the event loop's turns, 2 took more than 10 ms since the last warning;"
                        + " the longest since start took 35.0 ms.");

        turns.took(11 * MILLI);
        ledger.slowSite("lock audit log").took(20 * MILLI);
        assertThat(watch.warnings(2 * SECOND)).singleElement().asString().contains("lock audit log, 1 took");
        assertThat(watch.warnings(60 * SECOND)).isEmpty();
        assertThat(watch.warnings(61 * SECOND)).singleElement().asString().contains("event loop's turns, 1 took");
        assertThat(watch.warnings(600 * SECOND)).isEmpty();
    }

    @Test
    void tenMillisecondsAreAllowed() {
        SlowWatch watch = new SlowWatch(ledger);
        turns.took(10 * MILLI);
        assertThat(watch.warnings(0)).isEmpty();
    }

    @Test
    void whatWasSlowBeforeTheWatchBeganIsNotTold() {
        turns.took(12 * MILLI);
        SlowWatch watch = new SlowWatch(ledger);
        assertThat(watch.warnings(0)).isEmpty();
        turns.took(12 * MILLI);
        assertThat(watch.warnings(0)).singleElement().asString().contains(" 1 took");
    }
}
