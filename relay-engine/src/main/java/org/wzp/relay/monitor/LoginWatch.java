package org.wzp.relay.monitor;

import java.time.Duration;
import java.util.Optional;
import org.wzp.relay.api.Notice;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.transport.EndpointCounters;

/**
 * Tells when so many connections don't log in that new connections need their places: nobody is shut out by that, but somebody
 * connects for no good. {@link #warning} is the sweep's, {@link #recent} the engine thread's; each has its own state.
 */
public final class LoginWatch {
    private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long RECENT_NANOS = Duration.ofSeconds(10).toNanos();

    private final EndpointCounters counters;

    private long warnedOf;
    private boolean warned;
    private long warnedAt;

    private long seen;
    private long seenBefore;
    private long changedAt;

    public LoginWatch(EndpointCounters counters) {
        this.counters = counters;
    }

    private long total() {
        return counters.of(EndpointCounters.Event.MADE_ROOM) + counters.of(EndpointCounters.Event.REFUSED_BUSY);
    }

    /** For the log, at most once a minute: what happened since the last time. */
    public Optional<String> warning(long nanos) {
        long news = total() - warnedOf;
        if (news == 0 || (warned && nanos - warnedAt < LOG_NANOS)) {
            return Optional.empty();
        }
        warned = true;
        warnedAt = nanos;
        warnedOf += news;
        return Optional.of(NoticeWords.sinceTheLastLine(notice(news)));
    }

    /** For the window: what goes on now. Empty once it has been quiet for ten seconds. */
    public Optional<Notice.SilentConnections> recent(long nanos) {
        long now = total();
        if (now != seen) {
            if (nanos - changedAt > RECENT_NANOS) {
                seenBefore = seen;
            }
            seen = now;
            changedAt = nanos;
        }
        return seen == seenBefore || nanos - changedAt > RECENT_NANOS
                ? Optional.empty()
                : Optional.of(notice(seen - seenBefore));
    }

    private Notice.SilentConnections notice(long times) {
        return new Notice.SilentConnections(times, counters.lastToMakeRoom().map(Addresses::of));
    }
}
