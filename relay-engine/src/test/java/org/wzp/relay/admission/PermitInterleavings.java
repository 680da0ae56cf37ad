package org.wzp.relay.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.wzp.relay.admission.SessionPermits.Permit;

/** Session permits: none is leaked, none given back twice. Run by {@code InterleavingsTest}. */
public final class PermitInterleavings {
    private PermitInterleavings() {}

    private static int held(Permit permit) {
        return permit.isHeld() ? 1 : 0;
    }

    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one has it")
    @Outcome(expect = FORBIDDEN, desc = "the last place was given to both, or to nobody")
    @State
    public static class TwoTakeTheLast {
        private final SessionPermits permits = new SessionPermits(1);
        private final Permit one = permits.vacant();
        private final Permit two = permits.vacant();

        @Actor
        public void one(III_Result r) {
            r.r1 = one.take() ? 1 : 0;
        }

        @Actor
        public void two(III_Result r) {
            r.r2 = two.take() ? 1 : 0;
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = permits.taken();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "given back once")
    @Outcome(expect = FORBIDDEN, desc = "leaked, or given back twice")
    @State
    public static class ReleasedByTwo {
        private final SessionPermits permits = new SessionPermits(1);
        private final Permit permit = permits.vacant();

        public ReleasedByTwo() {
            var _ = permit.take();
        }

        @Actor
        public void one() {
            permit.release();
        }

        @Actor
        public void two() {
            permit.release();
        }

        @Arbiter
        public void after(I_Result r) {
            r.r1 = permits.taken();
        }
    }

    /** A newer connection takes the older one's place over while that one ends by itself. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the newer one has the place")
    @Outcome(expect = FORBIDDEN, desc = "the place was lost or is there twice")
    @State
    public static class TakeOverBesideRelease {
        private final SessionPermits permits = new SessionPermits(1);
        private final Permit older = permits.vacant();
        private final Permit newer = permits.vacant();

        public TakeOverBesideRelease() {
            var _ = older.take();
        }

        @Actor
        public void newer() {
            var _ = newer.takeOver(older);
        }

        @Actor
        public void older() {
            older.release();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = held(newer);
            r.r2 = permits.taken();
        }
    }

    /** As before, while a third asks for any free place. */
    @JCStressTest
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "taken over")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "given back in between, and the third was faster")
    @Outcome(expect = FORBIDDEN, desc = "more or fewer people than places")
    @State
    public static class TakeOverBesideReleaseAndNewcomer {
        private final SessionPermits permits = new SessionPermits(1);
        private final Permit older = permits.vacant();
        private final Permit newer = permits.vacant();
        private final Permit third = permits.vacant();

        public TakeOverBesideReleaseAndNewcomer() {
            var _ = older.take();
        }

        @Actor
        public void newer() {
            var _ = newer.takeOver(older);
        }

        @Actor
        public void olderThenThird() {
            older.release();
            var _ = third.take();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r1 = held(newer);
            r.r2 = held(third);
            r.r3 = permits.taken();
        }
    }
}
