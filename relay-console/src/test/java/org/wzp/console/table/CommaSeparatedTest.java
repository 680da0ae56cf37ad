package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.console.table.CommaSeparated.Row;

class CommaSeparatedTest {
    @Test
    void aRowKnowsItsLineAlsoBehindCellsWithSeveralLines() throws Exception {
        assertThat(CommaSeparated.rows("a,\"b\n\"\"c\"\"\r\n\"\r\n\nd, \" e \" ,f\rg,", ','))
                .containsExactly(
                        new Row(1, List.of("a", "b\n\"c\"\r\n")),
                        new Row(4, List.of("")),
                        new Row(5, List.of("d", " e ", "f")),
                        new Row(6, List.of("g", "")));
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';'})
    void whatIsWrittenIsRead(char separator) throws Exception {
        List<String> cells = List.of("a,b", "c;d", "\"", "e\rf", "", "\n", "g");
        assertThat(CommaSeparated.rows(CommaSeparated.row(cells, separator), separator))
                .containsExactly(new Row(1, cells));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\"b\nc", "a\nb,\"c\" d", "a\n\"b\"c\n"})
    void quotesThatDoNotMatchAreRefusedWithTheLineWhereTheirRowBegins(String text) {
        assertThatThrownBy(() -> CommaSeparated.rows(text, ','))
                .isInstanceOf(CommaSeparated.Torn.class)
                .extracting(torn -> ((CommaSeparated.Torn) torn).line())
                .isEqualTo(2);
    }
}
