package org.wzp.relay.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceGapsTest {
    private static long missing(IntStream numbers) {
        int[] all = numbers.toArray();
        SequenceGaps gaps = new SequenceGaps();
        for (int number : all) {
            gaps.saw(number);
        }
        return gaps.missing(all.length);
    }

    @Test
    void nothingIsMissingOfAStreamThatCameWhole() {
        assertThat(missing(IntStream.range(0, 100))).isZero();
    }

    @Test
    void whatIsLeftOutIsMissingAlsoAcrossTheWrap() {
        assertThat(missing(IntStream.of(10, 11, 14, 15))).isEqualTo(2);
        assertThat(missing(IntStream.of(65_533, 65_535, 1, 2))).isEqualTo(2);
    }

    @Test
    void whatComesLateIsMissingNoLonger() {
        assertThat(missing(IntStream.of(1, 2, 5))).isEqualTo(2);
        assertThat(missing(IntStream.of(1, 2, 5, 3, 4))).isZero();
    }

    @Test
    void aClientThatStartsAnewHasLostNothing() {
        assertThat(missing(IntStream.of(40_000, 40_001, 0, 1, 2))).isZero();
        assertThat(missing(IntStream.of(0, 1, 40_000, 40_001))).isZero();
    }

    @Test
    void aClientThatNumbersNothingHasLostNothing() {
        assertThat(missing(IntStream.of(0, 0, 0, 0))).isZero();
    }
}
