package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.access.AccessException;

/** C2: a rule that can't count stops the start, with its line; before, it did nothing and nobody was told. */
class C2UnknownKeysTest {
    private static final String BAN = """
            format = 1
            [[bans]]
            id = 1
            address = "192.0.2.0/24"
            reason = "spam"
            issuer = "by hand"
            issued = "2026-11-01T00:00:00Z"
            hits = 0
            """;

    @TempDir
    Path home;

    @Test
    void aMistypedTableStopsTheStart() throws Exception {
        RuleFiles files = new RuleFiles(home).with(RuleFiles.input("mistyped-table.console.toml"));
        byte[] before = Files.readAllBytes(files.file);
        assertThatThrownBy(files::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("did you mean bans?");
        assertThat(Files.readAllBytes(files.file)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hits = 0|hitz = 0|line 8",
                "id = 1|id = \"1\"|line 3",
                "id = 1|id = 0|line 3",
                "id = 1||number 1 has no id",
                "reason = \"spam\"|reason = 7|line 5",
                "reason = \"spam\"|untill = \"2026-12-01T00:00:00Z\"|did you mean until?",
                "issued = \"2026-11-01T00:00:00Z\"|issued = \"yesterday\"|line 7",
                "address = \"192.0.2.0/24\"|adress = \"192.0.2.0/24\"|line 4",
                "address = \"192.0.2.0/24\"||has no address",
                "[[bans]]|[bans]|must be written as [[bans]]",
                "format = 1|format = 2|must be 1",
                "hits = 0|identity = \"518e:b935:62fa:9e34:e59c:28b6:7fc2:d384\"|has one of the two",
            })
    void whatMeansNothingIsRefusedWithItsPlace(String good, String bad, String told) throws Exception {
        RuleFiles files = new RuleFiles(home).with(BAN);
        assertThat(files.open().rules().bans()).hasSize(1);
        files.with(BAN.replace(good, bad == null ? "" : bad));
        assertThatThrownBy(files::open).isInstanceOf(AccessException.class).hasMessageContaining(told);
    }

    /** Who is trusted is kept in the same file; a table that nobody reads would be as silent there. */
    @ParameterizedTest
    @CsvSource({"trustd,trusted", "peer,peers", "removd,removed", "global_room,global_rooms", "setting,settings"})
    void aMistypedTableOfAnotherSectionStopsTheStart(String written, String meant) throws Exception {
        RuleFiles files = new RuleFiles(home).with("format = 1\n[[" + meant + "]]\nx = 1\n");
        assertThat(files.open().rules().bans()).isEmpty();
        files.with("format = 1\n[[" + written + "]]\nx = 1\n");
        assertThatThrownBy(files::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"peers = 5,[[peers]]", "trusted.x = 1,[[trusted]]", "settings = 1,[settings]"})
    void aTableOfAnotherSectionThatIsNoneStopsTheStart(String written, String right) throws Exception {
        RuleFiles files = new RuleFiles(home).with("format = 1\n" + written + "\n");
        assertThatThrownBy(files::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("is no key but a table: write " + right + " above it.");
    }

    @Test
    void twoBansOfOneNumberAreRefused() throws Exception {
        RuleFiles files = new RuleFiles(home).with(BAN + BAN.substring(BAN.indexOf("[[bans]]")));
        assertThatThrownBy(files::open).hasMessageContaining("line 10").hasMessageContaining("a second time");
    }
}
