package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.ExpectedLog;

class ConnectionTasksTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final ConnectionTasks tasks = new ConnectionTasks(loop::add);
    private final List<String> done = new ArrayList<>();

    private void turn() {
        for (Runnable next = loop.poll(); next != null; next = loop.poll()) {
            next.run();
        }
    }

    @Test
    void tasksRunInOrderAndStandInTheLoopsQueueOnce() {
        assertThat(tasks.add(() -> done.add("first"))).isTrue();
        assertThat(tasks.add(() -> done.add("second"))).isTrue();
        assertThat(loop).hasSize(1);
        turn();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void taskThatIsAddedByAnotherHasATurnOfItsOwn() {
        assertThat(tasks.add(
                        () -> assertThat(tasks.add(() -> done.add("later"))).isTrue()))
                .isTrue();
        loop.remove().run();
        assertThat(done).isEmpty();
        turn();
        assertThat(done).containsExactly("later");
    }

    @Test
    void beyondTheMostTasksAreRefusedAndTheEndIsNot() {
        for (int i = 0; i < ConnectionTasks.MOST; i++) {
            assertThat(tasks.add(() -> done.add("task"))).isTrue();
        }
        assertThat(tasks.add(() -> done.add("one too many"))).isFalse();
        tasks.addEnd(() -> done.add("end"));
        tasks.addEnd(() -> done.add("second end"));
        assertThat(loop).hasSize(1);
        turn();
        assertThat(done).hasSize(ConnectionTasks.MOST + 1).doesNotContain("one too many", "second end");
        assertThat(done.getLast()).isEqualTo("end");
        assertThat(tasks.add(() -> done.add("again"))).isTrue();
    }

    @Test
    void taskThatFailsLeavesTheOthers() {
        try (ExpectedLog log = ExpectedLog.of(ConnectionTasks.class)) {
            assertThat(tasks.add(() -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .isTrue();
            assertThat(tasks.add(() -> done.add("next"))).isTrue();
            turn();
            assertThat(done).containsExactly("next");
        }
    }

    /** Somebody who could not tell the loop, for want of memory: nobody else may take it for told. */
    @Test
    void whoGetsAnErrorLeavesTheOthersAWayToTheLoop() {
        boolean[] full = {true};
        ConnectionTasks under = new ConnectionTasks(task -> {
            if (full[0]) {
                throw new OutOfMemoryError("on purpose");
            }
            loop.add(task);
        });
        assertThatThrownBy(() -> under.add(() -> done.add("first"))).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> under.addEnd(() -> done.add("end"))).isInstanceOf(OutOfMemoryError.class);
        full[0] = false;
        assertThat(under.add(() -> done.add("second"))).isTrue();
        turn();
        assertThat(done).containsExactly("first", "second", "end");
    }

    /** Every task that was taken runs once, in its thread's order; and a flag that is put down too late loses some. */
    @Test
    void eightThreadsLoseNothingThatWasTaken() throws Exception {
        int threads = 8;
        int each = 20_000;
        ConcurrentLinkedQueue<Runnable> shared = new ConcurrentLinkedQueue<>();
        AtomicInteger longest = new AtomicInteger();
        ConnectionTasks under = new ConnectionTasks(task -> {
            shared.add(task);
            longest.accumulateAndGet(shared.size(), Math::max);
        });
        int[] last = new int[threads];
        int[] ran = new int[threads];
        int[] taken = new int[threads];
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(me -> Thread.ofPlatform().unstarted(() -> {
                    for (int i = 1; i <= each; i++) {
                        int number = i;
                        if (under.add(() -> {
                            assertThat(number).isGreaterThan(last[me]);
                            last[me] = number;
                            ran[me]++;
                        })) {
                            taken[me]++;
                        }
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        while (all.stream().anyMatch(Thread::isAlive)) {
            Runnable next = shared.poll();
            if (next != null) {
                next.run();
            }
        }
        for (Thread thread : all) {
            thread.join();
        }
        for (Runnable next = shared.poll(); next != null; next = shared.poll()) {
            next.run();
        }
        assertThat(ran).isEqualTo(taken);
        assertThat(Arrays.stream(taken).sum()).isPositive();
        assertThat(longest.get()).isOne();
    }
}
