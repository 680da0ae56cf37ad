package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExportFormatTest {
    private static ExportedTable table(String cell) {
        return new ExportedTable("Bans", "banTable", false, List.of("Who", "Hits"), List.of(List.of(cell, "-3.5")));
    }

    @Test
    void csvQuotesWhatASeparatorWouldTear() {
        assertThat(ExportFormat.CSV.write(table("Anna \"the\" cat, and more\nthan one line")))
                .isEqualTo("Who,Hits\r\n\"Anna \"\"the\"\" cat, and more\nthan one line\",-3.5\r\n");
    }

    @Test
    void aNameThatIsAFormulaIsHarmlessInASpreadsheetAlsoBehindASpace() {
        assertThat(ExportFormat.CSV.write(table("=HYPERLINK(1)"))).contains("\n'=HYPERLINK(1),");
        assertThat(ExportFormat.CSV.write(table(" @sum"))).contains("\n' @sum,");
        assertThat(ExportFormat.CSV.write(table("+49"))).contains("\n'+49,");
    }

    @Test
    void jsonNamesEachCellAfterItsColumnAndKeepsItAsItIs() {
        assertThat(ExportFormat.JSON.write(table("=1\n\"Anna\"")).replaceAll("\\s*\n\\s*", ""))
                .isEqualTo("[ {\"Who\" : \"=1\\n\\\"Anna\\\"\",\"Hits\" : \"-3.5\"} ]");
    }
}
