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
    void namesAreListedInTheLanguageOfTheWindow() {
        List<String> names = List.of("Anna", "Ben", "Cleo");
        assertThat(Sentences.list(names, 3)).isEqualTo("Anna, Ben and Cleo");
        assertThat(Sentences.list(names, 1)).isEqualTo("Anna and 2 more");
        assertThat(Sentences.list(List.of("Anna"), 3)).isEqualTo("Anna");
        assertThat(Sentences.list(List.of(), 3)).isEmpty();
        Texts.speak(Language.GERMAN);
        try {
            assertThat(Sentences.list(names, 3)).isEqualTo("Anna, Ben und Cleo");
            assertThat(Sentences.list(names, 1)).isEqualTo("Anna und 2 weitere");
        } finally {
            Texts.speak(Language.ENGLISH);
        }
    }

    @Test
    void ofManyLinesTheFirstAreShownAndTheOthersCounted() {
        List<String> all = IntStream.rangeClosed(1, 5).mapToObj(String::valueOf).toList();
        assertThat(Sentences.lines(all, 4)).isEqualTo("1\n2\n3\n4\n5");
        assertThat(Sentences.lines(all, 3)).isEqualTo("1\n2\n3\nand 2 more");
    }
}
