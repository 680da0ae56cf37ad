package org.wzp.console.app;

import java.time.Instant;
import java.util.Optional;
import org.wzp.console.history.EventLog;
import org.wzp.console.history.Timeline;
import org.wzp.console.journal.AuditViewModel;
import org.wzp.console.journal.JournalViewModel;
import org.wzp.relay.api.RelayEvent;

/** What had happened by the moment that the window shows. */
record ShownEvents(EventLog log, Timeline timeline) {

    /** While the present is shown the newest there is: it may be newer than the snapshot. */
    Optional<RelayEvent> last(Instant moment) {
        return timeline.isOpened()
                ? Optional.empty()
                : log.until(timeline.isLive() ? Instant.MAX : moment, 1).stream()
                        .findFirst();
    }

    /** Lets the journal show what had happened by then. */
    void show(Instant moment, JournalViewModel journal, AuditViewModel audit) {
        Optional<Instant> until =
                timeline.isLive() ? Optional.empty() : Optional.of(timeline.isOpened() ? Instant.MIN : moment);
        journal.lookAt(until);
        audit.lookAt(until);
    }
}
