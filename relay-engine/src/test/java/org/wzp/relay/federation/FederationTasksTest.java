package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.federation.FederationTasks.Work;

class FederationTasksTest {
    private static final long BUSY = Duration.ofMillis(50).toNanos();
    private static final long QUIET = Duration.ofMillis(250).toNanos();
    private static final long ALONE = Duration.ofSeconds(1).toNanos();

    private final AtomicInteger wakes = new AtomicInteger();
    private final List<String> done = new ArrayList<>();
    private final FederationTasks tasks =
            new FederationTasks(LockLedger.system().queue("federation tasks", 3));

    private void add(String name) {
        tasks.add(() -> done.add(name));
    }

    @Test
    void withoutAnotherRelayTheThreadRestsAndATaskWakesIt() {
        tasks.wakes(wakes::incrementAndGet);
        assertThat(tasks.period(() -> Work.ALONE)).isEqualTo(ALONE);
        add("hello");
        assertThat(wakes).hasValue(1);
        tasks.run();
        assertThat(done).containsExactly("hello");
    }

    @Test
    void whileLinksAreOnlyToBeKeptAwakeTheThreadLooksFourTimesASecondAndTasksAndNewsWakeIt() {
        tasks.wakes(wakes::incrementAndGet);
        assertThat(tasks.period(() -> Work.QUIET)).isEqualTo(QUIET);
        add("hello");
        assertThat(wakes).hasValue(1);
        tasks.run();
        assertThat(tasks.period(() -> Work.QUIET)).isEqualTo(QUIET);
        tasks.news();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void whileSomethingGoesOnTasksAndNewsWaitForTheNextLook() {
        tasks.wakes(wakes::incrementAndGet);
        assertThat(tasks.period(() -> Work.BUSY)).isEqualTo(BUSY);
        add("hello");
        tasks.news();
        assertThat(wakes).hasValue(0);
    }

    @Test
    void howeverOftenThereIsNewsTheThreadLooksTwentyTimesASecondAndOnceMoreAtMost() {
        tasks.wakes(wakes::incrementAndGet);
        assertThat(tasks.period(() -> Work.QUIET)).isEqualTo(QUIET);
        tasks.news();
        for (int look = 0; look < 20; look++) {
            assertThat(tasks.period(() -> Work.QUIET)).isEqualTo(BUSY);
            tasks.news();
            tasks.news();
        }
        assertThat(wakes).hasValue(1);
        assertThat(tasks.period(() -> Work.QUIET)).as("the last news").isEqualTo(BUSY);
        assertThat(tasks.period(() -> Work.QUIET)).isEqualTo(QUIET);
    }

    @Test
    void aTaskThatComesWhileTheThreadIsAboutToRestIsNotSleptOver() {
        isNotSleptOver(() -> add("hello"));
        add("second");
        assertThat(tasks.period(() -> Work.ALONE))
                .as("there is something to do")
                .isEqualTo(BUSY);
    }

    @Test
    void newsThatComesWhileTheThreadIsAboutToRestIsNotSleptOver() {
        isNotSleptOver(tasks::news);
    }

    private void isNotSleptOver(Runnable comes) {
        tasks.wakes(wakes::incrementAndGet);
        long period = tasks.period(() -> {
            comes.run();
            return Work.ALONE;
        });
        assertThat(period == BUSY || wakes.get() == 1).isTrue();
    }

    @Test
    void beyondTheBoundTasksAreDropped() {
        for (String name : List.of("a", "b", "c", "d")) {
            add(name);
        }
        tasks.run();
        assertThat(done).containsExactly("a", "b", "c");
    }
}
