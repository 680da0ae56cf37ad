package org.wzp.console.overview;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.wzp.console.history.EventLog;
import org.wzp.console.relay.CurrentNames;
import org.wzp.console.text.EventWords;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.text.Moments;

/** The last ten things that happened before the moment that is shown. JavaFX thread only. */
public final class LastEventsViewModel {
    private static final int MOST = 10;

    private final EventLog log;
    private final BooleanSupplier another;
    private final ZoneId zone;
    private final CurrentNames names = new CurrentNames();
    private final ReadOnlyObjectWrapper<List<String>> lines = new ReadOnlyObjectWrapper<>(List.of());

    /** @param another whether the seconds of another console are shown, of which no events are known */
    public LastEventsViewModel(EventLog log, BooleanSupplier another, ZoneId zone) {
        this.log = log;
        this.another = another;
        this.zone = zone;
    }

    public void show(RelaySnapshot snapshot) {
        var _ = names.see(snapshot);
        List<RelayEvent> events = another.getAsBoolean() ? List.of() : log.until(snapshot.at(), MOST);
        lines.set(events.stream()
                .map(event -> Sentences.leftToRight(
                        Texts.of("overview.event", Moments.second(event.at(), zone), EventWords.of(names.of(event)))))
                .toList());
    }

    /** Newest first. */
    ReadOnlyObjectProperty<List<String>> lines() {
        return lines.getReadOnlyProperty();
    }
}
