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
        return harmless(text.replaceAll("[\\t\\r\\n]+", " "));
    }

    /** A spreadsheet would take text that starts so for a formula; names come from strangers. */
    static String harmless(String text) {
        String start = text.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0 && !start.matches("-?[0-9.,]+");
        return formula ? "'" + text : text;
    }
}
