package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TabSeparatedTest {
    @Test
    void aNameCanNeitherSplitACellNorBecomeAFormula() {
        assertThat(TabSeparated.of(
                        List.of("Name", "Loss %"), List.of(List.of("a\tb\nc", "-1.5"), List.of("=cmd()", "2"))))
                .isEqualTo("Name\tLoss %\na b c\t-1.5\n'=cmd()\t2\n");
        for (String start : List.of("=", "+", "-", "@")) {
            assertThat(TabSeparated.of(List.of("Name"), List.of(List.of(start + "cmd()"))))
                    .isEqualTo("Name\n'" + start + "cmd()\n");
        }
    }
}
