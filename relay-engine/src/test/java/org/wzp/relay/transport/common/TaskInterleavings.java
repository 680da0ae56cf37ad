package org.wzp.relay.transport.common;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A connection's tasks: each that is taken runs once, whatever the loop does meanwhile. Run by {@code InterleavingsTest}. */
public final class TaskInterleavings {
    private TaskInterleavings() {}

    /** A loop that runs what is put into its queue. */
    private static final class Loop {
        private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

        void turn() {
            for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                next.run();
            }
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both ran once")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, or ran twice")
    @State
    public static class AnotherIsAddedWhileTheLoopRuns {
        private final Loop loop = new Loop();
        private final ConnectionTasks tasks = new ConnectionTasks(loop.queue::add);
        private int one;
        private int two;

        public AnotherIsAddedWhileTheLoopRuns() {
            var _ = tasks.add(() -> one++);
        }

        @Actor
        public void another() {
            var _ = tasks.add(() -> two++);
        }

        @Actor
        public void loop() {
            loop.turn();
        }

        @Arbiter
        public void after(II_Result r) {
            loop.turn();
            r.r1 = one;
            r.r2 = two;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both were put into the loop's queue once")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, or ran twice")
    @State
    public static class TwoAddAtOnce {
        private final Loop loop = new Loop();
        private final ConnectionTasks tasks = new ConnectionTasks(loop.queue::add);
        private int one;
        private int two;

        @Actor
        public void one() {
            var _ = tasks.add(() -> one++);
        }

        @Actor
        public void two() {
            var _ = tasks.add(() -> two++);
        }

        @Arbiter
        public void after(II_Result r) {
            loop.turn();
            r.r1 = one;
            r.r2 = two;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the task and the end, once each")
    @Outcome(expect = FORBIDDEN, desc = "one was lost, or ran twice")
    @State
    public static class EndBesideATask {
        private final Loop loop = new Loop();
        private final ConnectionTasks tasks = new ConnectionTasks(loop.queue::add);
        private int task;
        private int end;

        @Actor
        public void taskAndEnd() {
            var _ = tasks.add(() -> task++);
            tasks.addEnd(() -> end++);
        }

        @Actor
        public void loop() {
            loop.turn();
        }

        @Arbiter
        public void after(II_Result r) {
            loop.turn();
            r.r1 = task;
            r.r2 = end;
        }
    }

    /** What this is not: the mark is taken away after the tasks have run, and one that comes between stands nowhere. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the task ran")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "it was lost")
    @State
    public static class ControlMarkTakenAwayTooLate {
        private final Loop loop = new Loop();
        private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean noted = new AtomicBoolean();
        private int ran;

        public ControlMarkTakenAwayTooLate() {
            add(() -> {});
        }

        private void add(Runnable task) {
            waiting.add(task);
            if (noted.compareAndSet(false, true)) {
                loop.queue.add(this::runAll);
            }
        }

        private void runAll() {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
            noted.set(false);
        }

        @Actor
        public void task() {
            add(() -> ran++);
        }

        @Actor
        public void loop() {
            loop.turn();
        }

        @Arbiter
        public void after(I_Result r) {
            loop.turn();
            r.r1 = ran;
        }
    }
}
