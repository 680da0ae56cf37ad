package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wzp.relay.admission.SessionPermits.Permit;

class SessionPermitsTest {
    private final SessionPermits permits = new SessionPermits(1);

    @Test
    void thereAreNoMorePlacesThanTheLimit() {
        assertThat(permits.vacant().take()).isTrue();
        assertThat(permits.vacant().take()).isFalse();
        assertThat(permits.taken()).isEqualTo(1);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Permit permit = permits.vacant();
        assertThat(permit.take()).isTrue();
        permit.release();
        permit.release();
        assertThat(permits.taken()).isZero();
        assertThat(permit.take()).as("over is final").isFalse();
    }

    @Test
    void whatWasNeverTakenGivesNothingBack() {
        assertThat(permits.vacant().take()).isTrue();
        permits.vacant().release();
        assertThat(permits.taken()).isEqualTo(1);
    }

    @Test
    void aPlaceThatIsPassedOnIsHeldByTheNewOneOnly() {
        Permit older = permits.vacant();
        Permit newer = permits.vacant();
        assertThat(older.take()).isTrue();

        assertThat(newer.takeOver(older)).isTrue();

        older.release();
        assertThat(permits.taken()).as("the older one's release comes too late").isEqualTo(1);
        newer.release();
        assertThat(permits.taken()).isZero();
    }

    @Test
    void whoComesTooLateToTakeOverGetsAFreePlaceIfThereIsOne() {
        Permit older = permits.vacant();
        assertThat(older.take()).isTrue();
        older.release();

        assertThat(permits.vacant().takeOver(older)).isTrue();

        assertThat(permits.vacant().takeOver(older)).isFalse();
        assertThat(permits.taken()).isEqualTo(1);
    }

    @Test
    void everyPlaceIsFoundAgainInWhateverOrderTheyBecomeFree() {
        SessionPermits many = new SessionPermits(7);
        Random random = new Random(5);
        List<Permit> held = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextBoolean()) {
                Permit next = many.vacant();
                assertThat(next.take()).isEqualTo(held.size() < 7);
                if (next.isHeld()) {
                    held.add(next);
                }
            } else if (!held.isEmpty()) {
                held.remove(random.nextInt(held.size())).release();
            }
            assertThat(many.taken()).isEqualTo(held.size());
        }
    }

    @Test
    void aRelayForNobodyIsAMistake() {
        assertThatThrownBy(() -> new SessionPermits(0)).hasMessageContaining("at least one session");
    }
}
