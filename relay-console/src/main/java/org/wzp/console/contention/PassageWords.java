package org.wzp.console.contention;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.wzp.console.history.Point;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.QueueRow;

/** How long voice takes through the relay and what waits in it, in one sentence for its operator. Pure functions. */
final class PassageWords {
    /** One packet of 20 ms late is heard. */
    private static final double LATE_MILLIS = 20;

    private PassageWords() {}

    /** @param minute the seconds before, oldest first */
    static String of(List<Point> minute, ContentionStatus now) {
        double half = values(minute, Point::latencyP50).average().orElse(Double.NaN);
        if (Double.isNaN(half)) {
            return Texts.of("contention.unmeasured");
        }
        double most = values(minute, Point::latencyP99).max().orElse(half);
        return Texts.of("contention.passes", millis(half), millis(most), waiting(minute, now));
    }

    /**
     * Whether that sentence says that a loop was so late that people heard it.
     *
     * @param minute the seconds before
     */
    static boolean saysLate(List<Point> minute) {
        return values(minute, Point::latencyP50).findAny().isPresent() && lag(minute) > LATE_MILLIS;
    }

    private static String waiting(List<Point> minute, ContentionStatus now) {
        int threads = now.locks().stream().mapToInt(LockRow::waiting).sum();
        int queued = now.queues().stream().mapToInt(QueueRow::depth).sum();
        if (saysLate(minute)) {
            return Texts.of("contention.late", millis(lag(minute)));
        }
        if (threads > 0) {
            return Texts.of("contention.threads-wait", threads);
        }
        return queued > 0 ? Texts.of("contention.queued", queued) : Texts.of("contention.nothing-waits");
    }

    private static double lag(List<Point> minute) {
        return values(minute, Point::lag).max().orElse(0);
    }

    private static DoubleStream values(List<Point> minute, ToDoubleFunction<Point> value) {
        return minute.stream().mapToDouble(value).filter(each -> !Double.isNaN(each));
    }

    /** Three digits. */
    private static String millis(double value) {
        return value < 1 ? Texts.speech().decimal(value, 2) : Texts.speech().decimal(value);
    }
}
