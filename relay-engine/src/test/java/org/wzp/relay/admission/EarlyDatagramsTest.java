package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyDatagramsTest {
    private final EarlyDatagrams early = new EarlyDatagrams();

    @Test
    void emptyDatagramsAreBoundedInNumberSinceTheyHaveNoBytes() {
        int dropped = 0;
        for (int i = 0; i < 100_000; i++) {
            dropped += early.keep(Unpooled.EMPTY_BUFFER);
        }
        assertThat(early.size()).isEqualTo(EarlyDatagrams.LIMIT_COUNT);
        assertThat(dropped).isEqualTo(100_000 - EarlyDatagrams.LIMIT_COUNT);
    }

    @Test
    void oldestMakesRoomForTheNewest() {
        for (int i = 0; i <= EarlyDatagrams.LIMIT_COUNT; i++) {
            var _ = early.keep(Unpooled.copyInt(i));
        }
        List<Integer> kept = new ArrayList<>();
        early.drainTo(datagram -> kept.add(datagram.readInt()));
        assertThat(kept).hasSize(EarlyDatagrams.LIMIT_COUNT).startsWith(1).endsWith(EarlyDatagrams.LIMIT_COUNT);
        assertThat(early.size()).isZero();
    }
}
