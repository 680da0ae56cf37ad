package org.wzp.relay.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotPaceTest {
    private final SnapshotPace pace = new SnapshotPace();

    private List<Boolean> turns(int count) {
        return IntStream.range(0, count).mapToObj(turn -> pace.isDue()).toList();
    }

    @Test
    void everyTurnMakesOneWhileTheyAreRead() {
        for (int turn = 0; turn < 10; turn++) {
            pace.read();
            assertThat(pace.isDue()).isTrue();
        }
    }

    @Test
    void oneInFourIsMadeWhileNobodyReads() {
        assertThat(turns(9)).containsExactly(false, false, false, true, false, false, false, true, false);
    }

    @Test
    void whoeverReadsAgainGetsANewOneAtTheNextTurn() {
        var _ = turns(5);
        pace.read();
        assertThat(turns(5)).containsExactly(true, false, false, false, true);
    }
}
