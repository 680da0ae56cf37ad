package org.wzp.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wzp.console.access.RulesFormat.Tree;
import org.wzp.console.access.RulesText.Unfit;
import org.wzp.console.table.CommaSeparated;
import org.wzp.console.table.CommaSeparated.Row;
import org.wzp.console.table.Formulas;
import org.wzp.console.text.Texts;
import org.wzp.relay.text.Cut;

/**
 * Rules, bans and people as one table for spreadsheets: a header with the names of columns, then one row for each, whose kind is
 * {@code room}, {@code ban} or {@code person} and whose other cells are named as the keys of the JSON are. Columns may stand in
 * any order, and those that are not needed may be left out.
 *
 * <p>Commas separate columns, or semicolons when the header has no comma, as German spreadsheets save. A cell with several
 * identities or groups is a small table itself: semicolons or line ends between them, quotes around one that has such in its
 * name; that holds whatever separates columns. No cell is a formula ({@link Formulas}).
 *
 * <p>What is read becomes the tree that the JSON has, so that {@link RulesText} alone decides what is right.
 */
final class RulesTable {
    private static final String KIND = "kind";
    private static final List<String> COLUMNS = List.of(
            KIND, "name", "policy", "allowed", "identity", "address", "room", "reason", "until", "note", "groups");

    private static final Set<String> WITH_SEVERAL = Set.of("allowed", "groups");
    private static final char BETWEEN_SEVERAL = ';';
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private RulesTable() {}

    /** What a row is, and in which list of the tree it stands. */
    private enum Kind {
        ROOM("room", "rooms"),
        BAN("ban", "bans"),
        PERSON("person", "people");

        private final String word;
        private final String list;

        Kind(String word, String list) {
            this.word = word;
            this.list = list;
        }

        static Kind of(String word, int line) throws Unfit {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw unfit("rules-file.no-kind", line, word);
        }
    }

    static String written(JsonNode root) {
        StringBuilder out = new StringBuilder();
        line(out, COLUMNS);
        for (Kind kind : Kind.values()) {
            for (JsonNode entry : root.path(kind.list)) {
                line(
                        out,
                        COLUMNS.stream()
                                .map(column -> column.equals(KIND) ? kind.word : cell(entry.path(column)))
                                .toList());
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(CommaSeparated.row(cells, ',')).append("\r\n");
    }

    private static String cell(JsonNode value) {
        return Formulas.harmless(
                value.isArray()
                        ? CommaSeparated.row(
                                value.valueStream().map(JsonNode::asText).toList(), BETWEEN_SEVERAL)
                        : value.asText());
    }

    static Tree read(String text) throws Unfit {
        String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        List<Row> rows;
        try {
            rows = CommaSeparated.rows(table, separator(table));
        } catch (CommaSeparated.Torn e) {
            throw new Unfit(Texts.of("rules-file.no-csv", String.valueOf(e.line())));
        }
        List<String> columns = rows.isEmpty() ? List.of() : rows.getFirst().cells();
        check(columns);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        Map<String, List<Integer>> lines = new HashMap<>();
        for (Row row : rows.subList(1, rows.size())) {
            if (!row.cells().stream().allMatch(String::isBlank)) {
                Kind kind = addTo(root, columns, row);
                lines.computeIfAbsent(kind.list, list -> new ArrayList<>()).add(row.line());
            }
        }
        return new Tree(
                root,
                (list, number) -> place(lines.getOrDefault(list, List.of()).get(number - 1)));
    }

    private static char separator(String table) {
        return table.lines().findFirst().orElse("").contains(",") ? ',' : ';';
    }

    /** A column without a name may stand there as long as nothing is in it: spreadsheets save such. */
    private static void check(List<String> columns) throws Unfit {
        List<String> seen = new ArrayList<>();
        for (String column : columns) {
            if (!column.isBlank() && !COLUMNS.contains(column)) {
                throw new Unfit(
                        Texts.of("rules-file.no-column", place(1), Cut.KEY.of(column), String.join(", ", COLUMNS)));
            }
            if (!column.isBlank() && seen.contains(column)) {
                throw unfit("rules-file.column-twice", 1, column);
            }
            seen.add(column);
        }
        if (!seen.contains(KIND)) {
            throw unfit("rules-file.no-kinds", 1, KIND);
        }
    }

    private static Kind addTo(ObjectNode root, List<String> columns, Row row) throws Unfit {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        String word = "";
        for (int at = 0; at < row.cells().size(); at++) {
            String value = Formulas.original(row.cells().get(at)).strip();
            String column = at < columns.size() ? columns.get(at) : "";
            if (value.isEmpty()) {
                continue;
            }
            if (column.isBlank()) {
                throw unfit("rules-file.no-heading", row.line(), value);
            }
            if (column.equals(KIND)) {
                word = value;
            } else if (WITH_SEVERAL.contains(column)) {
                entry.set(column, several(value, column, row.line()));
            } else {
                entry.put(column, value);
            }
        }
        Kind kind = Kind.of(word, row.line());
        root.withArray("/" + kind.list).add(entry);
        return kind;
    }

    private static ArrayNode several(String cell, String column, int line) throws Unfit {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        try {
            for (Row row : CommaSeparated.rows(cell, BETWEEN_SEVERAL)) {
                row.cells().stream()
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .forEach(all::add);
            }
            return all;
        } catch (CommaSeparated.Torn e) {
            throw new Unfit(Texts.of("rules-file.no-value", place(line), column, Cut.KEY.of(cell)));
        }
    }

    private static String place(int line) {
        return Texts.of("rules-file.line", String.valueOf(line));
    }

    private static Unfit unfit(String what, int line, String word) {
        return new Unfit(Texts.of(what, place(line), Cut.KEY.of(word)));
    }
}
