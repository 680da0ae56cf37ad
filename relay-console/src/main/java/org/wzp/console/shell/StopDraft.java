package org.wzp.console.shell;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.wzp.console.text.Texts;
import org.wzp.relay.text.Moments;

/** How the relay is to end, as the operator is about to say it. Knows no control. JavaFX thread only. */
final class StopDraft {
    /** What it is about. */
    enum Purpose {
        STOP("stop.title", "stop.text", "stop.button", "stop.after"),
        RESTART("restart.title", "restart.text", "restart.button", "restart.after"),
        CLOSE("close.title", "close.text", "close.button", "close.after");

        private final String title;
        private final String text;
        private final String button;
        private final String after;

        Purpose(String title, String text, String button, String after) {
            this.title = title;
            this.text = text;
            this.button = button;
            this.after = after;
        }
    }

    /** When. */
    enum When {
        NOW("stop.now"),
        WHEN_EMPTY("stop.when-empty"),
        AT("stop.at"),
        /** It runs on without its window. */
        KEEP("stop.keep");

        private final String textKey;

        When(String textKey) {
            this.textKey = textKey;
        }

        String text() {
            return Texts.of(textKey);
        }

        String id() {
            return textKey.replace('.', '-');
        }
    }

    private final Purpose purpose;
    private final ReadOnlyObjectProperty<Integer> people;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ObjectProperty<When> when = new SimpleObjectProperty<>(When.NOW);
    private final StringProperty time = new SimpleStringProperty();

    /** @param people who would be cut off */
    StopDraft(Purpose purpose, ReadOnlyObjectProperty<Integer> people, InstantSource clock, ZoneId zone) {
        this.purpose = purpose;
        this.people = people;
        this.clock = clock;
        this.zone = zone;
        time.set(Moments.minute(clock.instant().plusSeconds(1_800), zone));
    }

    /** What there is to choose from: only a window that closes can leave its relay running. */
    List<When> choices() {
        return Stream.of(When.values())
                .filter(choice -> choice != When.KEEP || purpose == Purpose.CLOSE)
                .toList();
    }

    ObjectProperty<When> when() {
        return when;
    }

    /** Of {@link When#AT}, such as {@code 14:05}, in the operator's time zone. */
    StringProperty time() {
        return time;
    }

    String title() {
        return Texts.of(purpose.title);
    }

    /** What will come of it. */
    StringBinding text() {
        return Bindings.createStringBinding(
                () -> switch (when.get()) {
                    case NOW -> Texts.of(purpose.text, people.get());
                    case KEEP -> Texts.of("stop.keep.text", people.get());
                    case WHEN_EMPTY -> Texts.of("stop.when-empty.text", people.get(), after());
                    case AT ->
                        until().map(end ->
                                        Texts.of("stop.at.text", Texts.speech().moment(end, zone), after()))
                                .orElseGet(() -> Texts.of("term.no-time"));
                },
                when,
                time,
                people);
    }

    private String after() {
        return Texts.of(purpose.after);
    }

    StringBinding buttonText() {
        return Bindings.createStringBinding(
                () -> switch (when.get()) {
                    case NOW -> Texts.of(purpose.button, people.get());
                    case KEEP -> Texts.of("stop.keep.button");
                    case WHEN_EMPTY, AT -> Texts.of("stop.later.button");
                },
                when,
                people);
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(() -> when.get() != When.AT || until().isPresent(), when, time);
    }

    /** The next moment at which clocks show that time; empty for what is none. */
    Optional<Instant> until() {
        if (when.get() != When.AT) {
            return Optional.empty();
        }
        return Moments.readTime(time.get()).map(this::next);
    }

    private Instant next(LocalTime at) {
        ZonedDateTime now = clock.instant().atZone(zone);
        ZonedDateTime today = now.toLocalDate().atTime(at).atZone(zone);
        return today.isAfter(now)
                ? today.toInstant()
                : now.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
    }
}
