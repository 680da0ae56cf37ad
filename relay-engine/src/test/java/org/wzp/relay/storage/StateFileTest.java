package org.wzp.relay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.contention.LockLedger;

class StateFileTest {
    private static final StateFile.Section FIRST = new StateFile.Section(List.of("rooms", "bans"), true);
    private static final StateFile.Section SETTINGS = new StateFile.Section(List.of("settings"), false);
    private static final String HEAD = """
            # Written by the relay: what was changed from its console. Edit it only while the relay is stopped.
            format = 1
            """;
    private static final String RULES = """
            next_ban = 3

            [[rooms]]
            name = "board"
            allowed = [
                "a",
            ]
            """;

    @TempDir
    Path home;

    private Path path = Path.of("console.toml");

    @BeforeEach
    void nameTheFile() {
        path = home.resolve(StateFile.NAME);
    }

    private StateFile file() {
        return new StateFile(new AtomicFile(path), LockLedger.system().lock("state"));
    }

    private String section(StateFile.Section section) throws IOException {
        return StateFile.read(new AtomicFile(path), section).orElseThrow();
    }

    @Test
    void withoutAFileThereIsNothingAndReadingMakesNone() throws Exception {
        assertThat(file().read()).isEmpty();
        assertThat(StateFile.read(new AtomicFile(path), SETTINGS)).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void theFirstSectionAloneIsTheWholeFile() throws Exception {
        file().write(FIRST, RULES);
        assertThat(path).hasContent(HEAD + RULES);
        assertThat(section(FIRST)).isEqualTo(HEAD + RULES);
    }

    @Test
    void eachOwnerReplacesItsOwnSectionAndNoOther() throws Exception {
        StateFile file = file();
        file.write(SETTINGS, "[settings]\nmax_sessions = 7\n");
        assertThat(path).hasContent(HEAD + "\n[settings]\nmax_sessions = 7\n");
        file.write(FIRST, RULES);
        assertThat(path).hasContent(HEAD + RULES + "\n[settings]\nmax_sessions = 7\n");
        file.write(SETTINGS, "[settings]\nmax_sessions = 8\n");
        assertThat(path).hasContent(HEAD + RULES + "\n[settings]\nmax_sessions = 8\n");
        file.write(FIRST, "next_ban = 4\n");
        assertThat(path).hasContent(HEAD + "next_ban = 4\n" + "\n[settings]\nmax_sessions = 8\n");
        file.write(SETTINGS, "");
        assertThat(path).hasContent(HEAD + "next_ban = 4\n");
    }

    @Test
    void aSectionOfNobodyStaysAsItIsWritten() throws Exception {
        String stranger = """
                # by a newer version
                [ "peers" . one ]  # [[bans]]
                  url   = 'x'   # [settings]

                [[peers.two]]
                text = \"""
                [[bans]]
                \\\"\"\" still text \"\"\"\"
                list = [
                    ["a", "]"],
                # [[rooms]]
                    [ '[[rooms]]' ],
                ]
                inline = { a = [ "b" ] }
                """;
        Files.writeString(path, HEAD + "next_ban = 1\n[[bans]]\nid = 1\n\n" + stranger + "[[bans]]\nid = 2\n");
        file().write(FIRST, RULES);
        assertThat(path).hasContent(HEAD + RULES + "\n" + stranger);
        file().write(SETTINGS, "[settings]\n");
        assertThat(path).hasContent(HEAD + RULES + "\n" + stranger + "\n[settings]\n");
        assertThat(StateFile.others(Files.readString(path), FIRST)).containsExactlyInAnyOrder("peers", "settings");
    }

    @Test
    void aSectionStandsOnItsOwnLinesOfTheFile() throws Exception {
        Files.writeString(
                path, "format = 1\n\n[[bans]]\nid = 1\n# mine\n[settings]\nx = 1\n[[rooms]]\ny = 2\n[settings.z]\n");
        assertThat(section(SETTINGS)).isEqualTo("\n\n\n\n# mine\n[settings]\nx = 1\n\n\n[settings.z]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[settings]\nx = \"\"\"\n[[bans]]\nid = 1\n",
                "[settings]\nx = '''\n[[bans]]\nid = 1\n",
                "[settings]\nx = [ 1,\n[[bans]]\nid = 1\n",
                "[settings]\nx = ]\n[[bans]]\nid = 1\n",
                "[settings]\nx = \"open\n[[bans]]\nid = 1\n",
                "[settings]\nx = 'open",
                "[settings]\nx = \"\\",
                "[\"b\\u0061ns\"]\n",
            })
    void whereNobodyCanSayWhatBelongsToWhatNothingIsReadOrReplaced(String text) throws Exception {
        Files.writeString(path, text);
        assertThat(file().read())
                .as("the owner of the rules sees it all, and refuses it")
                .contains(text);
        assertThat(StateFile.read(new AtomicFile(path), SETTINGS)).isEmpty();
        assertThatThrownBy(() -> file().write(FIRST, RULES)).isInstanceOf(IOException.class);
        assertThat(path).hasContent(text);
    }

    @Test
    void theFileBeforeIsKept() throws Exception {
        StateFile file = file();
        file.write(FIRST, RULES);
        file.write(FIRST, "next_ban = 9\n");
        assertThat(file.backup()).hasContent(HEAD + RULES);
        assertThat(home.resolve("console.toml.tmp")).doesNotExist();
    }

    @Test
    void whatCouldNotBeWrittenIsNotTakenForWritten() throws Exception {
        StateFile file = file();
        file.write(SETTINGS, "[settings]\nx = 1\n");
        Path obstacle = Files.createDirectories(home.resolve("console.toml.tmp/obstacle"));
        assertThatThrownBy(() -> file.write(SETTINGS, "[settings]\nx = 2\n")).isInstanceOf(IOException.class);
        Files.delete(obstacle);
        file.write(FIRST, "next_ban = 9\n");
        assertThat(path).hasContent(HEAD + "next_ban = 9\n\n[settings]\nx = 1\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other permissions")
    void itIsForItsOwnerOnly() throws Exception {
        file().write(FIRST, RULES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aByteOrderMarkIsNoPartOfItAndOtherBytesAreRefused() throws Exception {
        Files.writeString(path, "\uFEFF[settings]\nx = 1\n");
        assertThat(section(SETTINGS)).isEqualTo("[settings]\nx = 1\n");
        Files.write(path, "x = \"é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> file().read()).isInstanceOf(CharacterCodingException.class);
    }
}
