package org.wzp.console.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of cells with quotes as RFC 4180 has them, and commas or what stands for them. */
public final class CommaSeparated {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private CommaSeparated() {}

    /** @param line where it begins, from 1: a cell may have several lines */
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A quote is missing, or something stands behind one. */
    public static final class Torn extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        private Torn(int line) {
            super("a row's quotes don't match", null, false, false);
            this.line = line;
        }

        /** Where the row begins, from 1. */
        public int line() {
            return line;
        }
    }

    /** Without an end of the line. */
    public static String row(List<String> cells, char separator) {
        return cells.stream().map(cell -> cell(cell, separator)).collect(Collectors.joining(String.valueOf(separator)));
    }

    private static String cell(String text, char separator) {
        boolean quoted = text.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /**
     * All rows, empty ones too, whichever line ends they have. Spaces beside a separator belong to no cell.
     *
     * @throws Torn if that is no such table
     */
    public static List<Row> rows(String text, char separator) throws Torn {
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (CsvParser parser = CSV.createParser(text)) {
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                line = parser.currentLocation().getLineNr();
                List<String> cells = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    cells.add(parser.getText());
                }
                rows.add(new Row(line, cells));
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw new Torn(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a text is read without a device", e);
        }
    }
}
