package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.Notice;

/** Everything that a window says for the engine is said in German too. */
class GermanSentencesTest {
    private static final Speech GERMAN = Speech.of(Locale.GERMAN);

    private static <T> void assertAllAreInGerman(List<T> all, BiFunction<T, Speech, String> words) {
        assertThat(all).isNotEmpty().allSatisfy(one -> {
            String german = words.apply(one, GERMAN);
            String english = words.apply(one, Speech.ENGLISH);
            assertThat(german).as(String.valueOf(one)).isNotBlank().isNotEqualTo(english);
            assertThat(List.of(german, english)).as(String.valueOf(one)).allSatisfy(sentence -> assertThat(sentence)
                    .doesNotContain("{", "}", "''", "  ")
                    .isEqualTo(sentence.strip()));
        });
    }

    private static boolean isNothingWrong(Notice notice) {
        return notice instanceof Notice.NoLink link && link.problem().kind() == FederationStatus.Problem.NONE
                || notice instanceof Notice.LinkTrouble trouble
                        && trouble.problem().kind() == FederationStatus.Problem.NONE;
    }

    @Test
    void whatNeedsTheOperator() {
        assertAllAreInGerman(
                Samples.of(Notice.class).stream()
                        .filter(notice -> !(notice instanceof Notice.Told))
                        .filter(notice -> !isNothingWrong(notice))
                        .toList(),
                NoticeWords::of);
        assertThat(NoticeWords.of(new Notice.Told("The disk is full."), GERMAN)).isEqualTo("The disk is full.");
    }

    @Test
    void whyPacketsWereDropped() {
        assertAllAreInGerman(Samples.of(DropCause.class), DropWords::of);
    }
}
