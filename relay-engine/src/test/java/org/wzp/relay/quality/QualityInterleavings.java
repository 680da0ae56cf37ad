package org.wzp.relay.quality;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A participant's loop stores reports while the sweep reads: run by {@code InterleavingsTest}. */
public final class QualityInterleavings {
    private static final int FIRST = 0x11_22_33_44;
    private static final int SECOND = 0xAA_BB_CC_DD;

    private QualityInterleavings() {}

    /** The number of the report in this word; -1 when its number and its content belong to different ones. */
    private static int numberOf(long word) {
        int number = QualitySlot.counter(word);
        int expected = number == 0 ? 0 : number == 1 ? FIRST : SECOND;
        return (int) (word >>> Integer.SIZE) == expected ? number : -1;
    }

    @JCStressTest
    @Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "the sweep came first")
    @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the first store in between")
    @Outcome(id = "0, 2, 2", expect = ACCEPTABLE, desc = "both stores in between")
    @Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "between the stores")
    @Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "the second store in between")
    @Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "the sweep came last")
    @Outcome(
            expect = FORBIDDEN,
            desc = "half of one report with half of another, an older one after a newer, or a lost one")
    @State
    public static class StoreBesideSweep {
        private final QualitySlot slot = new QualitySlot();

        @Actor
        public void loop() {
            slot.store(FIRST);
            slot.store(SECOND);
        }

        @Actor
        public void sweep(III_Result r) {
            r.r1 = numberOf(slot.load());
            r.r2 = numberOf(slot.load());
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = numberOf(slot.load());
        }
    }

    /** What the slot avoids; proves that the harness finds it here. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "the loss of one report with the round trip of another")
    @Outcome(expect = ACCEPTABLE, desc = "both of the same report")
    @State
    public static class ControlWithTwoFields {
        private int loss = 1;
        private int rtt = 1;

        @Actor
        public void loop() {
            loss = 2;
            rtt = 2;
        }

        @Actor
        public void sweep(II_Result r) {
            r.r1 = loss;
            r.r2 = rtt;
        }
    }
}
