package org.wzp.console.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelaySnapshot;

/**
 * What the window's clock asks for the state to show: the relay's own, or a moment of its last hour, or of a recording that
 * was opened. All views and charts are made of that one answer, so they show the same moment.
 *
 * <p>The clock's thread keeps the hour, reads what is to be shown and publishes the points of the charts; the window's thread
 * only says which moment it wants. The hour goes on while somebody looks back.
 */
public final class Timeline implements Supplier<RelaySnapshot> {
    /** What the charts reach back. */
    public static final Duration CHARTED = Duration.ofMinutes(15);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Hears, on the clock's thread, that another moment is shown than the next one. */
    @FunctionalInterface
    public interface Jump {
        /**
         * @param to what is shown from now on
         * @param live whether that is the relay as it is now
         * @param minute reads the seconds of the minute before, and it, oldest first
         */
        void heard(RelaySnapshot to, boolean live, Consumer<Consumer<RelaySnapshot>> minute);
    }

    /** Where the window looks. */
    private sealed interface Where {
        record Now() implements Where {}

        record Past(Instant moment) implements Where {}

        record Opened(Recording recording, Instant moment) implements Where {}
    }

    private final Supplier<RelaySnapshot> relay;
    private final SnapshotRing ring;
    private final Points points = new Points();
    private volatile Jump jump = (to, live, minute) -> {};
    private volatile Where where = new Where.Now();
    private volatile List<Point> hour = List.of();
    private volatile Charts charts = Charts.NONE;
    /** Clock thread only: the same moment is not read twice, and the clock sees that it knows it already. */
    private @Nullable Where shownWhere;

    private @Nullable RelaySnapshot shown;

    public Timeline(Supplier<RelaySnapshot> relay) {
        this(relay, new SnapshotRing());
    }

    Timeline(Supplier<RelaySnapshot> relay, SnapshotRing ring) {
        this.relay = relay;
        this.ring = ring;
    }

    /** Clock thread. */
    @Override
    public RelaySnapshot get() {
        RelaySnapshot live = relay.get();
        boolean newSecond = ring.add(live);
        if (newSecond) {
            points.add(live);
        }
        Where now = where;
        if (!now.equals(shownWhere) || shown == null) {
            boolean first = shownWhere == null;
            shown = pastOf(now, live);
            shownWhere = now;
            if (!first) {
                jumped(shown, now);
            }
        }
        if (newSecond && shown != null) {
            // how long ago it is goes on, and so does the hour that can be gone through
            shown = ring.again(shown);
        }
        RelaySnapshot answer = now instanceof Where.Now ? live : shown;
        publish(now instanceof Where.Opened opened ? opened.recording().points() : points, answer.at());
        return answer;
    }

    private void jumped(RelaySnapshot to, Where now) {
        SnapshotRing read =
                now instanceof Where.Opened opened ? opened.recording().ring() : ring;
        jump.heard(to, now instanceof Where.Now, reader -> read.forEach(to.at().minus(MINUTE), to.at(), reader));
    }

    /** What remembers the seconds before the one that is shown has to begin anew where another moment is shown. */
    public void onJump(Jump heard) {
        jump = heard;
    }

    private void publish(Points kept, Instant moment) {
        List<Point> newest = kept.until(moment, SnapshotRing.HOUR_SECONDS);
        if (!isSame(newest)) {
            hour = newest;
            charts = new Charts(moment, charted());
        }
    }

    /** Points are made once for each second: comparing the last ones is enough. */
    private boolean isSame(List<Point> newest) {
        return newest.size() == hour.size()
                && (newest.isEmpty() || newest.getLast().equals(hour.getLast()));
    }

    private RelaySnapshot pastOf(Where wanted, RelaySnapshot live) {
        return switch (wanted) {
            case Where.Now _ -> live;
            case Where.Past past -> ring.at(past.moment()).orElse(live);
            case Where.Opened opened ->
                opened.recording().ring().at(opened.moment()).orElse(live);
        };
    }

    /** The seconds that the charts draw, oldest first, those before the moment that is shown. Any thread. */
    public List<Point> charted() {
        List<Point> all = hour;
        return all.subList((int) Math.max(0, all.size() - CHARTED.toSeconds()), all.size());
    }

    /** The same over the whole hour. Any thread. */
    List<Point> hour() {
        return hour;
    }

    /** The same as lines. Any thread. */
    public Charts charts() {
        return charts;
    }

    /** The hour that is kept. Any thread. */
    public Optional<SnapshotRing.Span> span() {
        return ringInUse().span();
    }

    /** What is looked at: this relay's hour, or that of a recording. */
    SnapshotRing ringInUse() {
        return where instanceof Where.Opened opened ? opened.recording().ring() : ring;
    }

    /** Whether the relay as it is now is shown. Any thread. */
    public boolean isLive() {
        return where instanceof Where.Now;
    }

    /** Whether a recording is shown. Any thread. */
    public boolean isOpened() {
        return where instanceof Where.Opened;
    }

    /** Shows a moment of what is looked at. Any thread. */
    void look(Instant moment) {
        where = where instanceof Where.Opened opened
                ? new Where.Opened(opened.recording(), moment)
                : new Where.Past(moment);
    }

    /** Shows the relay as it is; a recording is let go. */
    void backToNow() {
        where = new Where.Now();
    }

    /** Shows a recording, its last second first. */
    void open(Recording recording) {
        where = new Where.Opened(
                recording, recording.ring().span().map(SnapshotRing.Span::until).orElse(Instant.EPOCH));
    }
}
