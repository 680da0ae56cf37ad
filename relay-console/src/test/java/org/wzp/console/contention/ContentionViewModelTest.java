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
import org.wzp.console.contention.ContentionViewModel.RoomCost;
import org.wzp.console.history.Charts;
import org.wzp.console.history.ContentionRows.Kind;
import org.wzp.console.history.Point;
import org.wzp.console.history.Timeline;
import org.wzp.console.table.Handle;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LastSecond;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.RelaySnapshot;

class ContentionViewModelTest {
    private List<Point> seconds = List.of();
    private RelaySnapshot snapshot = RelaySnapshot.stopped(NOON);
    private final ContentionViewModel model = new ContentionViewModel(() -> seconds, () -> Charts.NONE);

    private static ContentionStatus lock(long violations, long acquisitions, long contended) {
        return new ContentionStatus(
                violations,
                List.of(new LockRow("access", acquisitions, contended, 1, 2, 3, OptionalDouble.of(4), 0)),
                List.of(),
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

    private static ContentionStatus queue(long offered, long dropped) {
        return new ContentionStatus(
                0,
                List.of(),
                List.of(),
                List.of(new QueueRow(
                        "events", 0, 0, 0, 0, 9, offered, List.of(new Drop(DropCause.QUEUE_FULL, dropped)))),
                List.of(),
                List.of());
    }

    @Test
    void whatAQueueDroppedIsCountedFromNowAsWell() {
        model.show(waiting(1, NOON, queue(100, 40)));
        assertThat(model.queues().handles().getFirst().value().dropped()).isEqualTo(40);
        model.resetBaseline();
        model.show(waiting(2, NOON.plusSeconds(1), queue(150, 41)));
        assertThat(model.queues().handles().getFirst().value().dropped()).isEqualTo(1);
    }

    @Test
    void aRelayStartedAnewDoesNotMakeNegativeRates() {
        model.show(waiting(1, NOON, lock(0, 1000, 50)));
        model.resetBaseline();
        model.show(waiting(2, NOON.plusSeconds(1), lock(0, 10, 1)));
        assertThat(only().perSecond()).isCloseTo(10, within(0.01));
        assertThat(only().contendedShare()).isCloseTo(0.1, within(0.0001));
    }

    /** As the window's clock makes them of what the engine told. */
    private void minute(double p50, double p99, double lag) {
        Timeline timeline = new Timeline(() -> snapshot);
        for (int second = 0; second < 5; second++) {
            snapshot = waiting(second, NOON.plusSeconds(second), loop(p50, p99, lag, second * 20L));
            var _ = timeline.get();
        }
        seconds = timeline.charted();
    }

    static ContentionStatus loop(double p50, double p99, double lag, long acquisitions) {
        return new ContentionStatus(
                0,
                List.of(new LockRow("access", acquisitions, 0, 0, 0, 0, OptionalDouble.of(4), 0)),
                List.of(),
                List.of(),
                List.of(new LoopRow(
                        "quic-loop-1",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new LastSecond(
                                OptionalDouble.of(p50),
                                OptionalDouble.of(p99),
                                OptionalDouble.of(lag),
                                OptionalDouble.of(lag)))),
                List.of(new RoomRow("lobby", acquisitions, acquisitions * 10_000, 50, 20)));
    }

    @Test
    void theFirstSentenceIsForItsOperatorAndInMilliseconds() {
        minute(312, 1_204, 2_000);
        model.show(snapshot);
        assertThat(model.passage().get())
                .isEqualTo("Voice passes through in 0.31 ms, 99 of 100 packets within 1.2 ms; nothing waits.");
        assertThat(model.late().get()).isFalse();
        minute(312, 45_000, 145_000);
        model.show(waiting(9, NOON.plusSeconds(5), loop(312, 45_000, 145_000, 0)));
        assertThat(model.passage().get())
                .isEqualTo(
                        "Voice passes through in 0.31 ms, 99 of 100 packets within 45.0 ms; a loop was 145 ms late in the"
                                + " last minute: this machine has too much to do.");
        assertThat(model.late().get()).isTrue();
        seconds = List.of();
        model.show(waiting(10, NOON.plusSeconds(6), loop(0, 0, 0, 0)));
        assertThat(model.passage().get()).startsWith("Nobody has talked in the last minute");
        assertThat(model.late().get()).isFalse();
        model.show(RelaySnapshot.stopped(NOON.plusSeconds(7)));
        assertThat(model.passage().get()).isEmpty();
    }

    @Test
    void eachRowHasItsLastMinute() {
        minute(312, 1_204, 2_500);
        model.show(snapshot);
        double[] line = model.history().of(Kind.LOCK, "access");
        assertThat(line).hasSize(RowHistory.LENGTH).endsWith(0, 20, 20, 20, 20);
        assertThat(model.history().newest(Kind.LOOP, "quic-loop-1")).isCloseTo(2.5, within(0.001));
        assertThat(model.history().newest(Kind.QUEUE, "access"))
                .as("no queue is called so")
                .isZero();
        assertThat(model.history().of(Kind.ROOM, "lobby"))
                .as("ms of fan-out in each second")
                .endsWith(0, 0.2f, 0.2f, 0.2f, 0.2f);
    }

    private static ContentionStatus costs(RoomRow... rooms) {
        return new ContentionStatus(0, List.of(), List.of(), List.of(), List.of(), List.of(rooms));
    }

    @Test
    void whatEachRoomCostsIsItsShareOfTheLastTwoSecondsAndTheMeanSinceTheBaseline() {
        model.show(waiting(
                1, NOON, costs(new RoomRow("lobby", 1_000, 9_000_000, 80, 25), new RoomRow("attic", 0, 0, 0, 0))));
        assertThat(model.rooms().handles().getFirst().value().share())
                .as("one reading alone makes no share")
                .isNaN();
        model.show(waiting(
                2,
                NOON.plusSeconds(2),
                costs(
                        new RoomRow("lobby", 1_100, 12_000_000, 90, 41),
                        new RoomRow("attic", 50, 1_000_000, 30, 20),
                        new RoomRow("cellar", 0, 0, 0, 0))));
        assertThat(model.rooms().handles().stream().map(Handle::value).toList())
                .containsExactly(
                        new RoomCost(new RoomRow("lobby", 1_100, 12_000_000, 90, 41), 0.75, 50, 12_000.0 / 1_100),
                        new RoomCost(new RoomRow("attic", 50, 1_000_000, 30, 20), 0.25, 25, 20),
                        new RoomCost(new RoomRow("cellar", 0, 0, 0, 0), 0, 0, Double.NaN));
    }

    @Test
    void lookingBackMakesNoRateOfTwoMomentsThatAreNoNeighbours() {
        model.show(waiting(900, NOON.plusSeconds(900), lock(0, 100_000, 0)));
        model.show(waiting(1, NOON, lock(0, 100, 0)));
        assertThat(only().perSecond()).isZero();
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
