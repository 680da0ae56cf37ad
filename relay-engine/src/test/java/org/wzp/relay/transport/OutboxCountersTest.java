package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.DropCause;

class OutboxCountersTest {
    private final OutboxCounters counters = new OutboxCounters();

    @Test
    void eachCauseIsCountedApartAndNoOtherValueMoves() {
        for (DropCause cause : DropCause.ON_THE_WAY) {
            for (int i = 0; i <= cause.ordinal(); i++) {
                counters.dropped(cause);
            }
        }
        for (DropCause cause : DropCause.ON_THE_WAY) {
            assertThat(counters.droppedBy(cause)).isEqualTo(cause.ordinal() + 1L);
        }
        assertThat(counters.dropped()).isEqualTo(15);
        assertThat(counters.sent()).isZero();
        for (OutboxCounters.Queue queue : OutboxCounters.Queue.values()) {
            assertThat(counters.waiting(queue)).isZero();
            assertThat(counters.queued(queue)).isZero();
        }
    }

    @Test
    void whatIsNoCauseOfOneReceiverIsRefused() {
        assertThat(DropCause.ON_THE_WAY)
                .isEqualTo(Arrays.asList(DropCause.values()).subList(0, DropCause.ON_THE_WAY.size()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> counters.dropped(DropCause.MALFORMED));
        assertThat(counters.dropped()).isZero();
    }
}
