package org.wzp.console.table;

import java.util.List;

/**
 * What a table showed at one moment: also the columns that there was no room for.
 *
 * @param name as people call the table
 * @param id as a file can be called
 * @param chosen whether these are the chosen rows only
 */
public record ExportedTable(String name, String id, boolean chosen, List<String> header, List<List<String>> rows) {
    public ExportedTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }
}
