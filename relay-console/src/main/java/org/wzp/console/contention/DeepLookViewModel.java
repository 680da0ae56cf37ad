package org.wzp.console.contention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.wzp.console.state.WrittenFile;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Texts;

/**
 * A look of some seconds at what threads wait for: begun, watched while it goes on, cancelled or saved. Window thread only; the
 * recorder and the disk are waited for elsewhere.
 */
public final class DeepLookViewModel {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Supplier<Optional<Path>> home;
    private final Executor background;
    private final Executor windowThread;
    private final InstantSource clock;
    private final Duration time;
    private final LiveRows<String, Waits> rows = new LiveRows<>(Waits::key, Waits::texts);
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private Instant begun = Instant.EPOCH;
    private @Nullable FlightLook look;
    /** Counts looks, so that what comes late from a cancelled one is known as such. */
    private long number;

    /**
     * @param home the folder that a recording is saved in
     * @param time how long a look takes
     */
    public DeepLookViewModel(
            Supplier<Optional<Path>> home,
            Executor background,
            Executor windowThread,
            InstantSource clock,
            Duration time) {
        this.home = home;
        this.background = background;
        this.windowThread = windowThread;
        this.clock = clock;
        this.time = time;
    }

    LiveRows<String, Waits> rows() {
        return rows;
    }

    ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /** 0 to 1. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** What is being done or came of it; empty before the first look. */
    ReadOnlyStringProperty outcome() {
        return outcome.getReadOnlyProperty();
    }

    void begin() {
        if (looking.get()) {
            return;
        }
        long mine = ++number;
        looking.set(true);
        begun = clock.instant();
        rows.show(List.of());
        tick();
        background.execute(() -> {
            FlightLook started = FlightLook.begin(time, () -> windowThread.execute(() -> timeIsOver(mine)));
            windowThread.execute(() -> started(mine, started));
        });
    }

    private void started(long mine, FlightLook started) {
        if (mine == number && looking.get()) {
            look = started;
        } else {
            background.execute(started::close);
        }
    }

    /** Lets the progress move on; a few times a second while it looks. */
    void tick() {
        if (looking.get()) {
            double share = (double) Duration.between(begun, clock.instant()).toMillis() / time.toMillis();
            progress.set(Math.clamp(share, 0, 1));
            outcome.set(Texts.of(
                    "deep.looking",
                    Math.round(progress.get() * time.toMillis() / MILLIS_PER_SECOND),
                    time.toSeconds()));
        }
    }

    /** Ends a look that goes on; nothing of it is kept. */
    void cancel() {
        if (!looking.get()) {
            return;
        }
        FlightLook cancelled = look;
        end(Texts.of("deep.cancelled"));
        if (cancelled != null) {
            background.execute(cancelled::close);
        }
    }

    private void end(String sentence) {
        number++;
        look = null;
        looking.set(false);
        progress.set(0);
        outcome.set(sentence);
    }

    private void timeIsOver(long mine) {
        FlightLook over = look;
        if (mine != number || over == null) {
            return;
        }
        outcome.set(Texts.of("deep.saving"));
        progress.set(1);
        Path file = home.get().orElse(Path.of(".")).resolve(fileName()).toAbsolutePath();
        background.execute(() -> {
            try {
                List<Waits> waits = over.save(file);
                windowThread.execute(() -> saved(mine, waits, file));
            } catch (IOException e) {
                windowThread.execute(() -> failed(mine, file, e));
            }
        });
    }

    private String fileName() {
        return "deep-look-" + begun.toString().replaceAll("\\..*|Z", "").replace(":", "") + ".jfr";
    }

    private void saved(long mine, List<Waits> waits, Path file) {
        if (mine == number) {
            rows.show(waits);
            end(Texts.of("deep.saved", waits.size(), file.toString()));
        }
    }

    private void failed(long mine, Path file, IOException why) {
        if (mine == number) {
            end(Texts.of("deep.failed", file.toString(), WrittenFile.problem(why)));
        }
    }
}
