package org.wzp.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void aNameInHebrewOrArabicLettersDoesNotTurnASentence() {
        for (String name : List.of("\u05e9\u05dc\u05d5\u05dd", "\u0633\u0644\u0627\u0645")) {
            String sentence = name + " (cafe:beef) will be disconnected.";
            assertThat(new Bidi(sentence, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight())
                    .isFalse();
            assertThat(new Bidi(Sentences.leftToRight(sentence), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT)
                            .baseIsLeftToRight())
                    .isTrue();
        }
        assertThat(Sentences.leftToRight("Anna will be disconnected.")).isEqualTo("Anna will be disconnected.");
    }

    @Test
    void ofManyLinesTheFirstAreShownAndTheOthersCounted() {
        List<String> all = IntStream.rangeClosed(1, 5).mapToObj(String::valueOf).toList();
        assertThat(Sentences.lines(all, 4)).isEqualTo("1\n2\n3\n4\n5");
        assertThat(Sentences.lines(all, 3)).isEqualTo("1\n2\n3\nand 2 more");
    }
}
