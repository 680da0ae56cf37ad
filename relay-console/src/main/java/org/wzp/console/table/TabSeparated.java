package org.wzp.console.table;

import java.util.List;

/** Rows as tab-separated text for the clipboard. */
public final class TabSeparated {
    private TabSeparated() {}

    /** Header and rows, a line each. */
    public static String of(List<String> header, List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        line(out, header);
        rows.forEach(row -> line(out, row));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(String.join("\t", cells.stream().map(TabSeparated::cell).toList()))
                .append('\n');
    }

    private static String cell(String text) {
        return Formulas.harmless(text.replaceAll("[\\t\\r\\n]+", " "));
    }
}
