package org.wzp.console.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.wzp.console.journal.LogLine.Level;
import org.wzp.console.journal.Recent.Numbered;
import org.wzp.console.relay.CurrentNames;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.Moments;

/** Live events and log lines, with a pause for both. JavaFX thread only; {@link #refresh} looks for what is new. */
public final class JournalViewModel {
    private final Tail<RelayEvent, EventRow> allEvents;
    private final Tail<LogLine, LogRow> allLines;
    private final LiveRows<Long, EventRow> events = new LiveRows<>(EventRow::number, EventRow::texts);
    private final LiveRows<Long, LogRow> log = new LiveRows<>(LogRow::number, LogRow::texts);
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final ObjectProperty<Set<EventKind>> kinds = new SimpleObjectProperty<>(EnumSet.allOf(EventKind.class));
    /** The moment that is shown; empty while it is the present. */
    private final ObjectProperty<Optional<Instant>> until = new SimpleObjectProperty<>(Optional.empty());

    private final CurrentNames names = new CurrentNames();
    private final ZoneId zone;
    private final ObjectProperty<Level> level = new SimpleObjectProperty<>(Level.TRACE);
    private final ReadOnlyStringWrapper eventsNote = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper logNote = new ReadOnlyStringWrapper("");

    /** @param zone in which moments are told */
    public JournalViewModel(Recent<RelayEvent> events, Recent<LogLine> log, ZoneId zone) {
        this.zone = zone;
        allEvents = new Tail<>(events, one -> EventRow.of(new Numbered<>(one.number(), names.of(one.value()))));
        allLines = new Tail<>(log, LogRow::of);
        kinds.subscribe(chosen -> showEvents());
        level.subscribe(chosen -> showLog());
        paused.subscribe(now -> refresh());
        until.subscribe(moment -> {
            showEvents();
            showLog();
            refresh();
        });
    }

    /** Who is called otherwise than before is so in all rows. */
    public void show(RelaySnapshot snapshot) {
        if (names.see(snapshot)) {
            allEvents.remake();
            showEvents();
        }
    }

    /**
     * Shows what had happened by a moment, and nothing later.
     *
     * @param moment empty for all; {@link Instant#MIN} for a relay that nothing is known of
     */
    public void lookAt(Optional<Instant> moment) {
        until.set(moment);
    }

    private boolean hadHappened(Instant at) {
        return until.get().map(moment -> !at.isAfter(moment)).orElse(true);
    }

    /** Takes in what has come since the last time, unless that is paused. */
    public void refresh() {
        if (!paused.get()) {
            if (allEvents.follow()) {
                showEvents();
            }
            if (allLines.follow()) {
                showLog();
            }
        }
        eventsNote.set(note("journal.events.kept", allEvents));
        logNote.set(note("journal.log.kept", allLines));
    }

    private String note(String key, Tail<?, ?> tail) {
        if (until.get().filter(Instant.MIN::equals).isPresent()) {
            return Texts.of("journal.another");
        }
        if (until.get().isPresent()) {
            return Texts.of("journal.until", Moments.second(until.get().get(), zone));
        }
        String kept = Texts.of(key, Texts.speech().whole(tail.most()), tail.forgotten());
        return paused.get() ? Texts.of("journal.paused", kept, tail.waiting()) : kept;
    }

    private void showEvents() {
        events.show(allEvents.rows().stream()
                .filter(row -> kinds.get().contains(row.kind()) && hadHappened(row.at()))
                .toList());
    }

    private void showLog() {
        log.show(allLines.rows().stream()
                .filter(row -> row.line().level().compareTo(level.get()) <= 0
                        && hadHappened(row.line().at()))
                .toList());
    }

    LiveRows<Long, EventRow> events() {
        return events;
    }

    LiveRows<Long, LogRow> log() {
        return log;
    }

    /** While true, nothing new is shown; it waits as long as it is among the newest that are kept. */
    BooleanProperty paused() {
        return paused;
    }

    void pauseOrResume() {
        paused.set(!paused.get());
    }

    /** Which kinds of events are shown. */
    ObjectProperty<Set<EventKind>> kinds() {
        return kinds;
    }

    void show(EventKind kind, boolean shown) {
        Set<EventKind> now = EnumSet.noneOf(EventKind.class);
        now.addAll(kinds.get());
        if (shown) {
            now.add(kind);
        } else {
            now.remove(kind);
        }
        kinds.set(now);
    }

    /** Of all kinds only this; a filter would hide some of them. */
    void showTurnedAway() {
        events.filter().clear();
        kinds.set(EnumSet.of(EventKind.TURNED_AWAY));
    }

    /** Log lines of this level and graver ones are shown. */
    ObjectProperty<Level> level() {
        return level;
    }

    /** How many events are kept, how many are gone, and how many wait. */
    ReadOnlyStringProperty eventsNote() {
        return eventsNote.getReadOnlyProperty();
    }

    ReadOnlyStringProperty logNote() {
        return logNote.getReadOnlyProperty();
    }
}
