package org.wzp.console.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.waiting;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.wzp.console.contention.ContentionViewModel.HotPath;
import org.wzp.console.contention.ContentionViewModel.Lock;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.RelaySnapshot;

class ContentionViewModelTest {
    private final ContentionViewModel model = new ContentionViewModel();

    private static ContentionStatus lock(long violations, long acquisitions, long contended) {
        return new ContentionStatus(
                violations,
                List.of(new LockRow("access", acquisitions, contended, 1, 2, 3, OptionalDouble.of(4), 0)),
                List.of(),
                List.of(),
                List.of());
    }

    private Lock only() {
        return model.locks().handles().getFirst().value();
    }

    @Test
    void ratesAreMadeOfTwoReadings() {
        model.show(waiting(1, NOON, lock(0, 100, 10)));
        assertThat(only().perSecond()).isZero();
        model.show(waiting(2, NOON.plusSeconds(2), lock(0, 150, 10)));
        assertThat(only().perSecond()).isCloseTo(25, within(0.01));
        assertThat(only().contendedShare()).isCloseTo(10.0 / 150, within(0.0001));
    }

    @Test
    void countingFromNowForgetsWhatWasBefore() {
        model.show(waiting(1, NOON, lock(0, 100, 50)));
        model.resetBaseline();
        model.show(waiting(2, NOON.plusSeconds(1), lock(0, 200, 51)));
        assertThat(only().contendedShare()).isCloseTo(0.01, within(0.0001));
        assertThat(model.sinceText().get()).isEqualTo("Counted for 1 s");
    }

    @Test
    void aRelayStartedAnewDoesNotMakeNegativeRates() {
        model.show(waiting(1, NOON, lock(0, 1000, 50)));
        model.resetBaseline();
        model.show(waiting(2, NOON.plusSeconds(1), lock(0, 10, 1)));
        assertThat(only().perSecond()).isCloseTo(10, within(0.01));
        assertThat(only().contendedShare()).isCloseTo(0.1, within(0.0001));
    }

    @Test
    void aLockOnTheMediaPathIsSaidInWords() {
        model.show(waiting(1, NOON, lock(0, 1, 0)));
        assertThat(model.verdict().get()).isEqualTo(HotPath.CLEAN);
        assertThat(model.hotPath().get()).isEqualTo("No lock was taken on the media path.");
        model.show(waiting(2, NOON.plusSeconds(1), lock(3, 1, 0)));
        assertThat(model.verdict().get()).isEqualTo(HotPath.LOCKED);
        assertThat(model.hotPath().get()).contains("3 times");
    }

    @Test
    void aRelayThatDoesNotRunIsNotPraisedForTakingNoLock() {
        model.show(waiting(1, NOON, lock(0, 1, 0)));
        model.show(RelaySnapshot.stopped(NOON.plusSeconds(1)));
        assertThat(model.verdict().get()).isEqualTo(HotPath.NOT_RUNNING);
        assertThat(model.hotPath().get()).contains("not running");
        assertThat(model.sinceText().get()).isEmpty();
        assertThat(model.locks().handles()).isEmpty();
    }
}
