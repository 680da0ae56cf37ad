package org.wzp.console.action;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.text.Moments;

/** For how long somebody is to be kept out, as the operator is about to say it. Knows no control. JavaFX thread only. */
public final class TermDraft {
    /** The choices the operator has. */
    public enum Choice {
        FIVE_MINUTES("term.five-minutes", Duration.ofMinutes(5)),
        HOUR("term.hour", Duration.ofHours(1)),
        DAY("term.day", Duration.ofDays(1)),
        UNTIL("term.until", null),
        FOR_GOOD("term.for-good", null);

        private final String textKey;
        private final @Nullable Duration time;

        Choice(String textKey, @Nullable Duration time) {
            this.textKey = textKey;
            this.time = time;
        }

        public String text() {
            return Texts.of(textKey);
        }
    }

    private final ZoneId zone;
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.HOUR);
    private final ObjectProperty<@Nullable LocalDate> date = new SimpleObjectProperty<>();
    private final StringProperty time = new SimpleStringProperty("12:00");

    /** @param now the day after it is what {@link Choice#UNTIL} begins with */
    public TermDraft(ZoneId zone, Instant now) {
        this.zone = zone;
        date.set(now.atZone(zone).toLocalDate().plusDays(1));
    }

    /** Begins with the end that there is now; empty for good. */
    public void beginWith(Optional<Instant> end) {
        choice.set(end.isPresent() ? Choice.UNTIL : Choice.FOR_GOOD);
        end.map(moment -> moment.atZone(zone)).ifPresent(moment -> {
            date.set(moment.toLocalDate());
            time.set(moment.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString());
        });
    }

    public ObjectProperty<Choice> choice() {
        return choice;
    }

    /** Of {@link Choice#UNTIL}. */
    public ObjectProperty<@Nullable LocalDate> date() {
        return date;
    }

    /** Of {@link Choice#UNTIL}, such as {@code 14:05}, in the operator's own time zone. */
    public StringProperty time() {
        return time;
    }

    /** All that the words depend on. */
    public List<Observable> inputs() {
        return List.of(choice, date, time);
    }

    /** What has to be put right before it can be meant; empty when nothing has. */
    public Optional<String> problem(Instant now) {
        if (choice.get() != Choice.UNTIL) {
            return Optional.empty();
        }
        Optional<Instant> moment = moment();
        if (moment.isEmpty()) {
            return Optional.of(Texts.of("term.no-time"));
        }
        return moment.get().isAfter(now) ? Optional.empty() : Optional.of(Texts.of("term.over"));
    }

    /** @throws IllegalStateException while there is a {@link #problem} with what was typed */
    public KeepOut.Term term() {
        Choice chosen = choice.get();
        if (chosen.time != null) {
            return new KeepOut.For(chosen.time);
        }
        return chosen == Choice.FOR_GOOD
                ? new KeepOut.ForGood()
                : new KeepOut.Until(moment().orElseThrow(() -> new IllegalStateException("no time")));
    }

    /** {@code for 5 minutes}, {@code until 26 Nov 2026, 14:05}, {@code for good}. */
    public String words() {
        return choice.get() == Choice.UNTIL
                ? Texts.of(
                        "term.until-moment",
                        moment().map(end -> Texts.speech().moment(end, zone)).orElse("…"))
                : choice.get().text();
    }

    private Optional<Instant> moment() {
        LocalDate day = date.get();
        if (day == null) {
            return Optional.empty();
        }
        return Moments.readTime(time.get())
                .map(typed -> day.atTime(typed).atZone(zone).toInstant());
    }
}
