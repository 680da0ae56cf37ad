package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D-30: a room is found by its hash, also beside others whose hashes end alike. */
class RoomIndexTest {
    private static final long STEP = 1L << 32;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 64, 1_000})
    void eachIsFoundAndNoOther(int rooms) {
        List<GlobalRoom> all = IntStream.range(0, rooms)
                .mapToObj(i -> new GlobalRoom("room-" + i))
                .toList();
        RoomIndex<GlobalRoom> index = new RoomIndex<>(all, GlobalRoom::hash);
        for (GlobalRoom room : all) {
            assertThat(index.get(room.hash())).isSameAs(room);
            assertThat(index.get(room.hash() + 1)).isNull();
        }
        assertThat(index.get(0)).isNull();
    }

    @Test
    void hashesThatEndAlikeAreFoundOneAfterTheOther() {
        List<Long> all = IntStream.range(0, 100).mapToObj(i -> i * STEP).toList();
        RoomIndex<Long> index = new RoomIndex<>(all, hash -> hash);
        assertThat(all).allSatisfy(hash -> assertThat(index.get(hash)).isEqualTo(hash));
        assertThat(index.get(100 * STEP)).isNull();
    }

    @Test
    void ofTwoWithOneHashTheFirstStays() {
        RoomIndex<String> index = new RoomIndex<>(List.of("first", "second"), name -> 7);
        assertThat(index.get(7)).isEqualTo("first");
    }
}
