package org.wzp.relay.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FailureCause;

class ThreadWatchTest {
    private final List<ThreadWatch.Failure> told = new CopyOnWriteArrayList<>();
    private final ThreadWatch watch = new ThreadWatch(Duration.ofMillis(1), told::add);

    @Test
    void aThreadThatTakesNoTurnIsCalledHanging() {
        AtomicLong looks = new AtomicLong();
        watch.watch("lively", looks::incrementAndGet);
        watch.watch("stuck", () -> 7);
        watch.start();
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(new ThreadWatch.Failure(new FailureCause.ThreadHangs("stuck"), null));
        assertThat(told.getFirst().sentence())
                .isEqualTo(
                        "The relay has failed: its thread stuck hangs. Everybody was disconnected. Start it again; if"
                                + " it happens again, please report it with the log.");
        // the first look only learns where it stands
        assertThat(looks.get()).isEqualTo(30 + 1);
    }

    @Test
    void oneTurnInTheMeantimeIsEnough() {
        AtomicLong looks = new AtomicLong();
        watch.watch("slow", () -> looks.incrementAndGet() / ThreadWatch.MOST_LOOKS_WITHOUT_TURN);
        watch.start();
        await().until(() -> looks.get() > 5L * ThreadWatch.MOST_LOOKS_WITHOUT_TURN);
        assertThat(told).isEmpty();
        watch.close();
    }

    @Test
    void onlyTheFirstEndIsTold() {
        ThreadWatch.Watched first = watch.watch("first", System::nanoTime);
        ThreadWatch.Watched second = watch.watch("second", System::nanoTime);
        first.ended(new InternalError("one"));
        second.ended(new InternalError("two"));
        watch.start();
        await().until(() -> !told.isEmpty());
        assertThat(told).singleElement().satisfies(failure -> assertThat(failure.sentence())
                .contains("its thread first ended (java.lang.InternalError: one)"));
    }

    /** A watch that can't look would let every thread end unseen. */
    @Test
    void aWatchThatFailsItselfIsAFailure() {
        watch.watch("odd", () -> {
            throw new InternalError("no counter");
        });
        watch.start();
        await().until(() -> !told.isEmpty());
        assertThat(told.getFirst().sentence()).contains("nobody looks after its threads");
    }
}
