package org.wzp.console.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.console.table.Handle;

/** Over the real flight recorder of this process. */
class DeepLookViewModelTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    /** What threads of these tests wait for. */
    private static final class Door {}

    @TempDir
    Path home;

    /** Stands for the window's thread: the test runs what is brought to it. */
    private final BlockingQueue<Runnable> brought = new LinkedBlockingQueue<>();

    private DeepLookViewModel model(Duration time, Path folder) {
        return new DeepLookViewModel(
                () -> Optional.of(folder), Thread::startVirtualThread, brought::add, InstantSource.system(), time);
    }

    private void runWhatIsBrought() throws InterruptedException {
        Runnable task = brought.poll(100, TimeUnit.MILLISECONDS);
        if (task != null) {
            task.run();
        }
    }

    /** One thread waits at a door that another one holds. */
    private static void block() throws InterruptedException {
        Door door = new Door();
        Thread waiting = Thread.ofPlatform().unstarted(() -> {
            synchronized (door) {
                assertThat(Thread.holdsLock(door)).isTrue();
            }
        });
        synchronized (door) {
            waiting.start();
            await().atMost(LONG_ENOUGH).until(() -> waiting.getState() == Thread.State.BLOCKED);
            long since = System.nanoTime();
            await().atMost(LONG_ENOUGH).until(() -> System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(1));
        }
        waiting.join();
    }

    private static List<Waits> rows(DeepLookViewModel model) {
        return model.rows().handles().stream().map(Handle::value).toList();
    }

    @Test
    void whatThreadsAreBlockedByIsToldByItsClassAndTheRecordingIsSaved() throws Exception {
        DeepLookViewModel model = model(Duration.ofSeconds(2), home);
        model.begin();
        assertThat(model.looking().get()).isTrue();
        while (model.looking().get()) {
            block();
            runWhatIsBrought();
        }
        assertThat(rows(model))
                .filteredOn(waits ->
                        waits.kind() == Waits.Kind.MONITOR && waits.what().equals(Door.class.getName()))
                .singleElement()
                .satisfies(waits -> {
                    assertThat(waits.times()).isPositive();
                    assertThat(waits.longestNanos()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1));
                    assertThat(waits.nanos()).isGreaterThanOrEqualTo(waits.longestNanos());
                });
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("deep-look-[0-9T-]+\\.jfr");
        }
        assertThat(model.outcome().get()).contains("The recording is saved as " + home);
    }

    @Test
    void aLookThatIsCancelledLeavesNothingBehind() throws Exception {
        DeepLookViewModel model = model(LONG_ENOUGH, home);
        model.begin();
        model.cancel();
        assertThat(model.looking().get()).isFalse();
        assertThat(model.outcome().get()).isEqualTo("Cancelled. Nothing was saved.");
        // the recorder begins late: its look is put away when it comes
        brought.take().run();
        assertThat(model.looking().get()).isFalse();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatKeepsTheRecordingFromBeingSavedIsSaid() throws Exception {
        DeepLookViewModel model = model(Duration.ofMillis(200), home.resolve("no-such-folder"));
        model.begin();
        while (model.looking().get()) {
            runWhatIsBrought();
        }
        assertThat(model.outcome().get())
                .startsWith("The recording could not be saved as " + home)
                .contains("(there is no such file or folder)");
    }
}
