package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DirectGroupTest {
    private static final int MOST_LOOPS = 128;

    /** The kernel's program and {@link DirectGroup#ofId} both take the first byte modulo the number of loops. */
    @Test
    void idNamesItsLoopForEachNumberOfLoopsAndKeepsItsOtherBytes() {
        Random random = new Random(10);
        for (int size = 1; size <= MOST_LOOPS; size++) {
            DirectGroup group = new DirectGroup(size);
            for (int loop = 0; loop < size; loop++) {
                for (int first = 0; first < 256; first++) {
                    long id = random.nextLong() << 8 | first;
                    long named = group.naming(loop, id);
                    assertThat((int) (named & 0xff) % size)
                            .as("of %d loops, %d, first byte %d", size, loop, first)
                            .isEqualTo(loop);
                    assertThat(named >>> 8).isEqualTo(id >>> 8);
                }
            }
        }
    }

    /** What names the loop may not make ids easier to guess than it must: all bytes that name it occur, about alike often. */
    @Test
    void allFirstBytesThatNameALoopOccurAboutAlikeOften() {
        for (int size = 1; size <= MOST_LOOPS; size++) {
            DirectGroup group = new DirectGroup(size);
            for (int loop = 0; loop < size; loop++) {
                int[] times = new int[256];
                for (int first = 0; first < 256; first++) {
                    times[(int) (group.naming(loop, first) & 0xff)]++;
                }
                TreeSet<Integer> often = new TreeSet<>();
                for (int first = loop; first < 256; first += size) {
                    often.add(times[first]);
                }
                assertThat(often.getFirst()).as("of %d loops, %d", size, loop).isPositive();
                assertThat(often.getLast() - often.getFirst()).isLessThanOrEqualTo(1);
            }
        }
    }
}
