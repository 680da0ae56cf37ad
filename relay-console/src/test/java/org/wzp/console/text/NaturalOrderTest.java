package org.wzp.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbersInNamesAreOrderedByTheirValueAndLettersWithoutTheirCase() {
        List<String> wanted = List.of(
                "",
                "Anna",
                "anna-2",
                "Anna-10",
                "ben",
                "load-1-9",
                "load-01-10",
                "load-2",
                "load-10",
                "load-10a",
                "über");
        List<String> mixed = new ArrayList<>(wanted);
        Collections.shuffle(mixed, new Random(3));
        mixed.sort(NaturalOrder.OF_WORDS);
        assertThat(mixed).isEqualTo(wanted);
    }

    @Test
    void aNumberOfAHundredDigitsIsOne() {
        assertThat(NaturalOrder.OF_WORDS.compare("a" + "9".repeat(100), "a1" + "0".repeat(100)))
                .isNegative();
    }
}
