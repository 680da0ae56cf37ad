package org.wzp.console.contention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.history.Charts;
import org.wzp.console.history.Point;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.CasRow;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;
import org.wzp.relay.api.ContentionStatus.RoomRow;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;

/** Rates and shares made from the engine's counters, counted from a baseline the operator can reset. */
public final class ContentionViewModel {
    /** Rates are averages over this long: shorter would flicker. */
    private static final Duration RATE_WINDOW = Duration.ofSeconds(2);

    private static final double NANOS_PER_MICRO = 1_000;

    /**
     * @param perSecond acquisitions per second, over the last two seconds
     * @param contendedShare of the acquisitions since the baseline, 0 to 1
     */
    record Lock(LockRow row, double perSecond, double contendedShare) {}

    /** @param retryShare retries for each attempt since the baseline */
    record Site(CasRow row, long attempts, long retries, double retryShare) {}

    record Queue(QueueRow row, double perSecond, long dropped) {}

    /**
     * @param share of the time that handing on all rooms' packets took in the last two seconds, 0 to 1; NaN when there was
     *     none
     * @param perSecond packets handed on per second, over the last two seconds
     * @param microsPerPacket mean since the baseline, µs; NaN when none was handed on
     */
    record RoomCost(RoomRow row, double share, double perSecond, double microsPerPacket) {}

    /** What there is to say about locks on the media path. */
    enum HotPath {
        NOT_RUNNING,
        CLEAN,
        LOCKED
    }

    private final LiveRows<String, Lock> locks = new LiveRows<>(
            lock -> lock.row().name(), lock -> Stream.of(lock.row().name()));
    private final LiveRows<String, Site> sites = new LiveRows<>(
            site -> site.row().site(), site -> Stream.of(site.row().site()));
    private final LiveRows<String, Queue> queues = new LiveRows<>(
            queue -> queue.row().queue(), queue -> Stream.of(queue.row().queue()));
    private final LiveRows<String, LoopRow> loops = new LiveRows<>(LoopRow::loop, loop -> Stream.of(loop.loop()));
    private final LiveRows<String, RoomCost> rooms = new LiveRows<>(
            cost -> cost.row().room(), cost -> Stream.of(Names.room(cost.row().room())));
    private final ReadOnlyStringWrapper hotPath = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<HotPath> verdict = new ReadOnlyObjectWrapper<>(HotPath.NOT_RUNNING);
    private final ReadOnlyStringWrapper sinceText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper passage = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper late = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Charts> charts = new ReadOnlyObjectWrapper<>(Charts.NONE);
    private final RowHistory history;
    private final Supplier<Charts> drawn;
    private final Deque<Baseline> recent = new ArrayDeque<>();
    private Baseline baseline = Baseline.ZERO;
    private ContentionStatus latest = ContentionStatus.NONE;
    private Instant now = Instant.EPOCH;
    private Duration uptime = Duration.ZERO;
    private boolean running;

    /**
     * @param seconds those before the moment that is shown, oldest first; asked at each snapshot
     * @param drawn the charts of that moment
     */
    public ContentionViewModel(Supplier<List<Point>> seconds, Supplier<Charts> drawn) {
        this.history = new RowHistory(seconds);
        this.drawn = drawn;
    }

    public void show(RelaySnapshot snapshot) {
        forgetOtherTimes(snapshot.at());
        latest = snapshot.contention();
        now = snapshot.at();
        uptime = snapshot.uptime();
        running = snapshot.state() == RelayState.RUNNING;
        recent.addLast(new Baseline(now, latest));
        while (recent.size() > 1
                && Duration.between(recent.getFirst().at(), now).compareTo(RATE_WINDOW) > 0) {
            recent.removeFirst();
        }
        history.refresh();
        charts.set(drawn.get());
        refresh();
    }

    /** Rates are made of neighbouring moments: not of one that somebody looked back from. */
    private void forgetOtherTimes(Instant moment) {
        if (moment.isBefore(now) || Duration.between(now, moment).compareTo(RATE_WINDOW.multipliedBy(2)) > 0) {
            recent.clear();
        }
    }

    /** Counts from now on. */
    void resetBaseline() {
        baseline = new Baseline(now, latest);
        refresh();
    }

    /** The minute before. */
    RowHistory history() {
        return history;
    }

    /** How long voice takes and what waits, in one sentence; empty while the relay does not run. */
    ReadOnlyStringProperty passage() {
        return passage.getReadOnlyProperty();
    }

    /** Whether that sentence is an alarm: people heard that this machine has too much to do. */
    ReadOnlyBooleanProperty late() {
        return late.getReadOnlyProperty();
    }

    /** The 15 minutes before. */
    ReadOnlyObjectProperty<Charts> charts() {
        return charts.getReadOnlyProperty();
    }

    LiveRows<String, Lock> locks() {
        return locks;
    }

    LiveRows<String, Site> sites() {
        return sites;
    }

    LiveRows<String, Queue> queues() {
        return queues;
    }

    LiveRows<String, LoopRow> loops() {
        return loops;
    }

    LiveRows<String, RoomCost> rooms() {
        return rooms;
    }

    /** Locks on the media path, in words; the target is none. */
    ReadOnlyStringProperty hotPath() {
        return hotPath.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<HotPath> verdict() {
        return verdict.getReadOnlyProperty();
    }

    /** From when the counters count. */
    ReadOnlyStringProperty sinceText() {
        return sinceText.getReadOnlyProperty();
    }

    private void refresh() {
        Baseline before = recent.isEmpty() ? baseline : recent.getFirst();
        double seconds = before.secondsUntil(now);
        locks.show(latest.locks().stream()
                .map(row -> new Lock(
                        row,
                        rate(before.acquisitions(row), seconds, before),
                        share(baseline.contended(row), baseline.acquisitions(row))))
                .toList());
        sites.show(latest.casSites().stream()
                .map(row -> new Site(
                        row,
                        baseline.attempts(row),
                        baseline.retries(row),
                        share(baseline.retries(row), baseline.attempts(row))))
                .toList());
        queues.show(latest.queues().stream()
                .map(row -> new Queue(row, rate(before.offered(row), seconds, before), baseline.dropped(row)))
                .toList());
        loops.show(latest.loops());
        rooms.show(roomCosts(before, seconds));
        if (!running) {
            verdict.set(HotPath.NOT_RUNNING);
            hotPath.set(Texts.of("contention.not-running"));
            sinceText.set("");
            passage.set("");
            late.set(false);
            return;
        }
        passage.set(PassageWords.of(history.minute(), latest));
        late.set(PassageWords.saysLate(history.minute()));
        verdict.set(latest.hotPathViolations() == 0 ? HotPath.CLEAN : HotPath.LOCKED);
        hotPath.set(Texts.of("contention.hot-path", latest.hotPathViolations()));
        sinceText.set(
                baseline.at().equals(Instant.EPOCH)
                        ? Texts.of("contention.since-start", Durations.brief(uptime))
                        : Texts.of("contention.since-reset", Durations.brief(Duration.between(baseline.at(), now))));
    }

    private List<RoomCost> roomCosts(Baseline before, double seconds) {
        long all = latest.rooms().stream().mapToLong(before::fanOutNanos).sum();
        return latest.rooms().stream()
                .map(row -> new RoomCost(
                        row,
                        all == 0 || before.at().equals(now) ? Double.NaN : share(before.fanOutNanos(row), all),
                        rate(before.packets(row), seconds, before),
                        baseline.packets(row) == 0
                                ? Double.NaN
                                : baseline.fanOutNanos(row) / NANOS_PER_MICRO / baseline.packets(row)))
                .toList();
    }

    /** One reading alone makes no rate. */
    private double rate(long count, double seconds, Baseline before) {
        return before.at().equals(now) ? 0 : count / seconds;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
