package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    @Test
    void whoSortsForTheWorstHasWhatIsNotKnownAtTheEnd() {
        assertThat(Stream.of(0.0, Double.NaN, 7.5, Double.NaN, 2.0)
                        .sorted(LiveTable.<Double>byFigure(Double::doubleValue).reversed()))
                .containsExactly(7.5, 2.0, 0.0, Double.NaN, Double.NaN);
    }
}
