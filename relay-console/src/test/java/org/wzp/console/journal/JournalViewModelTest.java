package org.wzp.console.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.journal.LogLine.Level;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveRows;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

class JournalViewModelTest {
    private static final Instant AT = Instant.parse("2026-11-25T12:00:07Z");
    private static final String KEY = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    private final Recent<RelayEvent> events = new Recent<>(3);
    private final Recent<LogLine> log = new Recent<>(3);
    private final JournalViewModel model = new JournalViewModel(events, log, ZoneOffset.UTC);

    private void joins(String alias) {
        events.add(new RelayEvent.Joined(AT, "lobby", 1, alias, KEY));
    }

    private static <T> List<T> rows(LiveRows<Long, T> rows) {
        return rows.handles().stream().map(Handle::value).toList();
    }

    private List<String> sentences() {
        return rows(model.events()).stream().map(EventRow::sentence).toList();
    }

    @Test
    void whatHappensIsShownAtTheNextLook() {
        joins("Anna");
        events.add(new RelayEvent.StateChanged(AT, RelayState.STOPPED));
        assertThat(sentences()).isEmpty();
        model.refresh();
        assertThat(sentences()).containsExactly("Anna joined lobby", "Relay stopped");
    }

    @Test
    void lookingBackNothingLaterIsShownAndOfAnotherConsolesRelayNothing() {
        joins("Anna");
        events.add(new RelayEvent.Joined(AT.plusSeconds(2), "lobby", 2, "Ben", KEY));
        log.add(new LogLine(AT, Level.INFO, "before"));
        log.add(new LogLine(AT.plusSeconds(2), Level.INFO, "after"));
        model.refresh();
        model.lookAt(Optional.of(AT.plusSeconds(1)));
        assertThat(sentences()).containsExactly("Anna joined lobby");
        assertThat(rows(model.log())).extracting(LogRow::text).containsExactly("before");
        assertThat(model.eventsNote().get()).isEqualTo("What had happened by 12:00:08 is shown.");
        joins("Cleo");
        model.refresh();
        assertThat(sentences())
                .as("it is of that time, so it is shown")
                .containsExactly("Anna joined lobby", "Cleo joined lobby");
        model.lookAt(Optional.of(Instant.MIN));
        assertThat(sentences()).isEmpty();
        assertThat(model.eventsNote().get()).startsWith("What is shown was saved by a console");
        model.lookAt(Optional.empty());
        assertThat(sentences()).hasSize(3);
    }

    private static RelaySnapshot called(String name) {
        RelaySnapshot base = Snapshots.running(1, Snapshots.NOON);
        return Snapshots.with(
                base,
                new AccessStatus(
                        List.of(), List.of(), name.isEmpty() ? List.of() : List.of(new KnownPerson(KEY, name, ""))),
                base.contention());
    }

    @Test
    void whomTheOperatorRenamesIsCalledSoInWhatHappenedBeforeToo() {
        joins("annax");
        model.refresh();
        model.show(called("Anna Meier"));
        assertThat(sentences()).containsExactly("Anna Meier joined lobby");
        joins("Anna Meier");
        model.refresh();
        model.show(called("Anna M."));
        assertThat(sentences()).containsExactly("Anna M. joined lobby", "Anna M. joined lobby");
        model.show(called(""));
        assertThat(sentences())
                .as("a name that was taken away is nobody's")
                .containsExactly("annax joined lobby", "518e:b935 joined lobby");
    }

    @Test
    void whatPeopleCallThemselvesStaysAsItWas() {
        joins("annax");
        model.refresh();
        model.show(called(""));
        joins("annay");
        model.refresh();
        assertThat(sentences()).containsExactly("annax joined lobby", "annay joined lobby");
    }

    @Test
    void onlyTheNewestAreKeptAndWhatIsGoneIsCounted() {
        for (String alias : List.of("Anna", "Ben", "Cleo", "David")) {
            joins(alias);
        }
        model.refresh();
        assertThat(sentences()).containsExactly("Ben joined lobby", "Cleo joined lobby", "David joined lobby");
        assertThat(model.eventsNote().get()).isEqualTo("The newest 3 events are kept; 1 older one is gone.");
        joins("Ella");
        model.refresh();
        assertThat(model.eventsNote().get()).isEqualTo("The newest 3 events are kept; 2 older ones are gone.");
    }

    @Test
    void pausedNothingMovesAndWhatWaitsIsCountedUntilItGoesOn() {
        joins("Anna");
        model.refresh();
        model.pauseOrResume();
        joins("Ben");
        joins("Cleo");
        model.refresh();
        assertThat(sentences()).containsExactly("Anna joined lobby");
        assertThat(model.eventsNote().get()).isEqualTo("The newest 3 events are kept. Paused: 2 newer ones wait.");
        model.pauseOrResume();
        assertThat(sentences()).containsExactly("Anna joined lobby", "Ben joined lobby", "Cleo joined lobby");
        assertThat(model.eventsNote().get()).isEqualTo("The newest 3 events are kept.");
    }

    @Test
    void onlyTheChosenKindsAreShown() {
        joins("Anna");
        events.add(new RelayEvent.Left(AT, "lobby", 1, "Anna", KEY, LeaveReason.LEFT));
        model.refresh();
        model.show(EventKind.JOINED, false);
        assertThat(sentences()).containsExactly("Anna left lobby");
        model.show(EventKind.JOINED, true);
        assertThat(sentences()).hasSize(2);
    }

    @Test
    void theFilterFindsAPersonByTheWholeFingerprintThatNoColumnShows() {
        joins("Anna");
        events.add(new RelayEvent.Joined(AT, "lobby", 2, "Ben", "77a0" + KEY.substring(4)));
        model.refresh();
        model.events().filter().text().set("77a0:b935:62fa:9e34");
        assertThat(sentences()).containsExactly("Ben joined lobby");
    }

    @Test
    void aLogLevelShowsItselfAndWhatIsGraver() {
        for (Level level : List.of(Level.DEBUG, Level.ERROR, Level.INFO)) {
            log.add(new LogLine(AT, level, "a line"));
        }
        model.refresh();
        assertThat(rows(model.log())).hasSize(3);
        model.level().set(Level.INFO);
        assertThat(rows(model.log())).extracting(row -> row.line().level()).containsExactly(Level.ERROR, Level.INFO);
        model.level().set(Level.WARN);
        assertThat(rows(model.log())).extracting(row -> row.line().level()).containsExactly(Level.ERROR);
    }
}
