package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LiveRowsTest {
    private record Row(String name, int value) {}

    private final LiveRows<String, Row> rows = new LiveRows<>(Row::name, row -> Stream.of(row.name()));

    @Test
    void aRowThatStaysKeepsItsHandleWhileItsValueIsSwapped() {
        rows.show(List.of(new Row("a", 1), new Row("b", 1)));
        Handle<String, Row> before = rows.handles().getFirst();
        rows.show(List.of(new Row("a", 2), new Row("b", 1)));
        assertThat(rows.handles().getFirst()).isSameAs(before);
        assertThat(before.value()).isEqualTo(new Row("a", 2));
    }

    @Test
    void onlyWhatCameOrWentChangesTheList() {
        rows.show(List.of(new Row("a", 1), new Row("b", 1)));
        List<String> changes = new ArrayList<>();
        rows.handles().addListener((ListChangeListener<Handle<String, Row>>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(handle -> changes.add("-" + handle.key()));
                change.getAddedSubList().forEach(handle -> changes.add("+" + handle.key()));
            }
        });
        rows.show(List.of(new Row("a", 2), new Row("b", 2)));
        assertThat(changes).isEmpty();
        rows.show(List.of(new Row("b", 3), new Row("c", 3)));
        assertThat(changes).containsExactly("-a", "+c");
    }

    @Test
    void everyRefreshMovesTheTickEvenWhenNobodyCameOrWent() {
        rows.show(List.of(new Row("a", 1)));
        long before = rows.tick().get();
        rows.show(List.of(new Row("a", 1)));
        assertThat(rows.tick().get()).isEqualTo(before + 1);
    }

    @Test
    void whoLeavesAndComesBackIsFound() {
        rows.show(List.of(new Row("a", 1)));
        rows.show(List.of());
        assertThat(rows.find("a")).isEmpty();
        rows.show(List.of(new Row("a", 5)));
        assertThat(rows.find("a")).contains(new Row("a", 5));
        assertThat(rows.handles()).hasSize(1);
    }
}
