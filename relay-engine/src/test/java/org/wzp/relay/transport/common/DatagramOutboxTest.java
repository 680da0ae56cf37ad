package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.transport.OutboxCounters;

class DatagramOutboxTest {
    private static final int BOUND = 40;
    private static final long AGE = 500;

    private final OutboxCounters counters = new OutboxCounters();
    private final DatagramOutbox outbox = new DatagramOutbox(BOUND, AGE, counters);

    private static ByteBuf datagram(int number) {
        return Unpooled.buffer(4).writeInt(number);
    }

    private int take(long now) {
        ByteBuf oldest = outbox.peek(now);
        assertThat(oldest).isNotNull();
        int number = oldest.getInt(0);
        outbox.removeFirst();
        return number;
    }

    @Test
    void theOldestMakesRoomAndTheRestComesInOrder() {
        for (int i = 0; i < 3 * BOUND; i++) {
            outbox.offer(datagram(i), 0);
        }
        for (int i = 2 * BOUND; i < 3 * BOUND; i++) {
            assertThat(take(0)).isEqualTo(i);
        }
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(counters.droppedBy(DropCause.OUTBOX_FULL)).isEqualTo(2 * BOUND);
    }

    @Test
    void whatHasWaitedTooLongIsDroppedAndCounted() {
        for (int i = 0; i < 10; i++) {
            outbox.offer(datagram(i), i * 100);
        }
        assertThat(take(1_000)).isEqualTo(5);
        assertThat(counters.droppedBy(DropCause.STALE)).isEqualTo(5);
        assertThat(outbox.peek(10_000)).isNull();
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(counters.droppedBy(DropCause.STALE)).isEqualTo(9);
    }

    @Test
    void withoutAnAgeEverythingIsSentHoweverOld() {
        DatagramOutbox patient = new DatagramOutbox(BOUND, 0, counters);
        patient.offer(datagram(7), 0);
        assertThat(patient.peek(Long.MAX_VALUE)).isNotNull();
        patient.close();
        assertThat(counters.droppedBy(DropCause.STALE)).isZero();
    }
}
