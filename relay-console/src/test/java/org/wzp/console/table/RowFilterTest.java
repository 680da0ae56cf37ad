package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowFilterTest {
    private record Row(String name, String address, int figure) {}

    private final LiveRows<String, Row> rows = new LiveRows<>(Row::name, row -> Stream.of(row.name(), row.address()));

    private List<String> shown(String typed) {
        rows.show(List.of(
                new Row("Zo\u00eb", "192.168.1.20", 7),
                new Row("anna two", "10.0.0.1", 20),
                new Row("Ben", "10.0.0.2", 9)));
        rows.filter().text().set(typed);
        return rows.handles().stream().map(Handle::key).toList();
    }

    @Test
    void aRowIsFoundByAnyOfItsTextsWhateverTheCase() {
        assertThat(shown("ANN")).containsExactly("anna two");
        assertThat(shown("10.0.0")).containsExactly("anna two", "Ben");
        assertThat(shown("zo\u00cb")).containsExactly("Zo\u00eb");
    }

    @Test
    void anAccentTypedAsALetterOfItsOwnIsTheSame() {
        assertThat(shown("zoe\u0308")).containsExactly("Zo\u00eb");
    }

    @Test
    void everyWordHasToStandInOneOfTheTexts() {
        assertThat(shown(" two   10.0 ")).containsExactly("anna two");
        assertThat(shown("ben two")).isEmpty();
        assertThat(rows.hidesAll()).isTrue();
    }

    @Test
    void figuresAreNotLookedAt() {
        assertThat(shown("7")).isEmpty();
    }

    @Test
    void spacesAloneHideNobodyAndAreNotCounted() {
        assertThat(shown("  ")).hasSize(3);
        assertThat(rows.filter().isActive()).isFalse();
        assertThat(rows.filter().count().get()).isEmpty();
    }

    @Test
    void itCountsAgainWithEachRefresh() {
        shown("10.0");
        assertThat(rows.filter().count().get()).isEqualTo("2 of 3");
        rows.show(List.of(new Row("Carl", "10.0.0.3", 1)));
        assertThat(rows.filter().count().get()).isEqualTo("1 of 1");
        rows.filter().clear();
        assertThat(rows.filter().count().get()).isEmpty();
    }
}
