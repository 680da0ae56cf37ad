package org.wzp.console.shell;

import java.util.List;
import java.util.Optional;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;

/** A view of live tables: filter and copy mean the one in use. */
public interface TablesView extends View {
    ViewTables viewTables();

    @Override
    default List<LiveTable<?, ?>> tables() {
        return viewTables().all();
    }

    @Override
    default Optional<LiveTable<?, ?>> tableInUse() {
        return Optional.of(viewTables().inUse());
    }

    @Override
    default void focusFilter() {
        viewTables().focusFilter();
    }

    @Override
    default void copyRows() {
        viewTables().copyRows();
    }
}
