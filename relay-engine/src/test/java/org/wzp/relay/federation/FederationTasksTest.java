package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wzp.relay.contention.LockLedger;

class FederationTasksTest {
    private static final long SHORT = Duration.ofMillis(50).toNanos();
    private static final long LONG = Duration.ofSeconds(1).toNanos();

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
        assertThat(tasks.period(() -> true)).isEqualTo(LONG);
        add("hello");
        assertThat(wakes).hasValue(1);
        tasks.run();
        assertThat(done).containsExactly("hello");
    }

    @Test
    void whileThereIsAnotherTasksWaitForTheNextLook() {
        tasks.wakes(wakes::incrementAndGet);
        assertThat(tasks.period(() -> false)).isEqualTo(SHORT);
        add("hello");
        assertThat(wakes).hasValue(0);
    }

    @Test
    void aTaskThatComesWhileTheThreadIsAboutToRestIsNotSleptOver() {
        tasks.wakes(wakes::incrementAndGet);
        long period = tasks.period(() -> {
            add("hello");
            return true;
        });
        assertThat(period == SHORT || wakes.get() == 1).isTrue();
        add("second");
        assertThat(tasks.period(() -> true)).as("there is something to do").isEqualTo(SHORT);
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
