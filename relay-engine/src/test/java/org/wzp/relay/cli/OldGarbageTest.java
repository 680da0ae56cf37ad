package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.cli.OldGarbage.WORTH_BYTES;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OldGarbageTest {
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong lived = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private final OldGarbage garbage = new OldGarbage(used::get, lived::get, () -> {
        collections.incrementAndGet();
        used.set(lived.get());
    });

    @Test
    void whatIsLittleStaysUntilTheCollectorComes() {
        lived.set(WORTH_BYTES);
        used.set(2 * WORTH_BYTES);
        garbage.look();
        assertThat(collections).hasValue(0);
    }

    @Test
    void whatIsMuchIsCollectedOnce() {
        lived.set(WORTH_BYTES);
        used.set(2 * WORTH_BYTES + 1);
        garbage.look();
        garbage.look();
        assertThat(collections).hasValue(1);
    }

    @Test
    void whereALotIsAliveMoreHasToBeGained() {
        lived.set(10 * WORTH_BYTES);
        used.set(14 * WORTH_BYTES);
        garbage.look();
        assertThat(collections).hasValue(0);
        used.set(16 * WORTH_BYTES);
        garbage.look();
        assertThat(collections).hasValue(1);
    }
}
