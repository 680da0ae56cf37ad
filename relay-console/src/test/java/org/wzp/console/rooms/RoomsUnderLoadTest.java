package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;
import static org.wzp.console.TestWindow.inWindow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;

/**
 * A thousand rooms of five in the shown table, every value new at every beat, rooms coming and going. A window that can't keep
 * up skips states ({@link SnapshotClock}), so skipped states are what is counted; times are printed, not judged.
 */
@ExtendWith(WindowExtension.class)
class RoomsUnderLoadTest {
    private static final int ROOMS = 1_000;
    private static final int PEOPLE = 5;
    private static final int BEATS = 40;

    private final AtomicInteger published = new AtomicInteger();
    private final List<Long> applyNanos = new ArrayList<>();
    private final List<Long> frameGapNanos = new ArrayList<>();
    private RoomsViewModel model;
    private SnapshotClock clock;
    private AnimationTimer frames;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        model = new RoomsViewModel(new CommandRunner(
                (actor, command) -> new Outcome.NothingToDo(new AlreadySo.NoSuchBan()),
                Runnable::run,
                Platform::runLater));
        Scene scene = new Scene(
                new RoomsView(model, new Actions(), new Questions(() -> shown, System::nanoTime)).root(), 1280, 800);
        scene.getStylesheets().setAll(ConsoleWindow.styleSheets());
        stage.setScene(scene);
        stage.show();
        clock = new SnapshotClock(this::next, Platform::runLater, List.of(snapshot -> {
            long before = System.nanoTime();
            model.show(snapshot);
            applyNanos.add(System.nanoTime() - before);
        }));
        frames = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long now) {
                if (last != 0) {
                    frameGapNanos.add(now - last);
                }
                last = now;
            }
        };
    }

    @AfterEach
    void end() throws Exception {
        clock.close();
        WaitForAsyncUtils.asyncFx(() -> {
                    frames.stop();
                    stage.close();
                })
                .get();
    }

    /** Every beat each value differs, five rooms are gone and five are new. */
    private RelaySnapshot next() {
        int beat = published.incrementAndGet();
        RoomStatus[] rooms = IntStream.range(beat * 5, beat * 5 + ROOMS)
                .mapToObj(number -> room("room-%05d".formatted(number), people(number, beat)))
                .toArray(RoomStatus[]::new);
        return running(beat, NOON.plusMillis(250L * beat), rooms);
    }

    private static ParticipantStatus[] people(int room, int beat) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(number ->
                        person((long) room * PEOPLE + number, "Person " + number, (room + beat * 7.0) % 50 + number))
                .toArray(ParticipantStatus[]::new);
    }

    @Test
    void aThousandRoomsOfFiveAreShownFourTimesASecondWithoutSkippingMost() throws Exception {
        Platform.runLater(frames::start);
        clock.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> published.get() >= BEATS);
        clock.close();
        int shownStates = WaitForAsyncUtils.asyncFx(applyNanos::size).get();
        TableView<?> table = inWindow(() -> (TableView<?>) stage.getScene().lookup("#roomTable"));
        int rows = WaitForAsyncUtils.asyncFx(() -> table.getItems().size()).get();
        System.out.printf(
                "1,000 rooms of 5, %d states at 4 Hz: %d skipped; applied in %s; gaps between frames %s%n",
                published.get(), published.get() - shownStates, summary(applyNanos), summary(frameGapNanos));
        assertThat(rows).isEqualTo(ROOMS);
        assertThat(shownStates).as("states shown of " + published.get()).isGreaterThan(BEATS / 2);
    }

    private static String summary(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return "p50 %.1f ms, p99 %.1f ms, longest %.1f ms"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1e6,
                        sorted.get(sorted.size() * 99 / 100) / 1e6,
                        sorted.getLast() / 1e6);
    }
}
