package org.wzp.relay.transport.direct;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whoever brings something beside the loop that falls asleep: run by {@code InterleavingsTest}. */
public final class WakeInterleavings {
    private WakeInterleavings() {}

    /** Something to do, brought as a ring brings it: with a release and no more. */
    public abstract static class Brought {
        private static final VarHandle WORK;

        static {
            try {
                WORK = MethodHandles.lookup().findVarHandle(Brought.class, "work", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private int work;

        final void bring() {
            WORK.setRelease(this, 1);
        }

        final boolean isIdle() {
            return (int) WORK.getVolatile(this) == 0;
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "seen before it slept, and not woken")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "seen before it slept, and woken as well")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept and woken")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "sleeps although there is something to do")
    @State
    public static class BringBesideSleep extends Brought {
        private volatile boolean woken;
        private final LoopWaker waker = new LoopWaker(
                nanos -> {
                    // for ever, as far as this is concerned
                    throw new IllegalStateException();
                },
                () -> woken = true);

        @Actor
        public void brings(II_Result r) {
            bring();
            waker.wake();
            r.r2 = woken ? 1 : 0;
        }

        @Actor
        public void sleeps(II_Result r) {
            try {
                waker.sleep(1, this::isIdle);
            } catch (IllegalStateException slept) {
                r.r1 = 1;
            }
        }
    }

    /** The same without the fence. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "seen or woken")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "sleeps although there is something to do")
    @State
    public static class ControlWithoutAFence extends Brought {
        private volatile boolean asleep;

        @Actor
        public void brings(II_Result r) {
            bring();
            r.r2 = asleep ? 1 : 0;
        }

        @Actor
        public void sleeps(II_Result r) {
            asleep = true;
            r.r1 = isIdle() ? 1 : 0;
        }
    }
}
