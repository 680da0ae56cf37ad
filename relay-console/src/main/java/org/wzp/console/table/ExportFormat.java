package org.wzp.console.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.wzp.console.text.Texts;

/** How a table is written into a file. */
enum ExportFormat {
    /** Commas and quotes as RFC 4180 has them; no cell is a formula. */
    CSV("csv", "export.csv") {
        @Override
        String write(ExportedTable table) {
            StringBuilder out = new StringBuilder();
            line(out, table.header());
            table.rows().forEach(row -> line(out, row));
            return out.toString();
        }
    },
    /** One object for each row, named as the columns are. */
    JSON("json", "export.json") {
        @Override
        String write(ExportedTable table) {
            ObjectMapper json = new ObjectMapper();
            ArrayNode rows = json.createArrayNode();
            for (List<String> row : table.rows()) {
                ObjectNode object = rows.addObject();
                for (int at = 0; at < row.size(); at++) {
                    object.put(table.header().get(at), row.get(at));
                }
            }
            try {
                return json.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts are always JSON", e);
            }
        }
    };

    private final String ending;
    private final String textKey;

    ExportFormat(String ending, String textKey) {
        this.ending = ending;
        this.textKey = textKey;
    }

    abstract String write(ExportedTable table);

    /** How its files end, without the dot. */
    String ending() {
        return ending;
    }

    String text() {
        return Texts.of(textKey);
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(CommaSeparated.row(cells.stream().map(Formulas::harmless).toList(), ','))
                .append("\r\n");
    }
}
