package org.wzp.relay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private AtomicFile file;

    @BeforeEach
    void inThisFolder() {
        file = new AtomicFile(folder.resolve("rules"));
    }

    @Test
    void aChangeKeepsTheContentBeforeAsBackupAndLeavesNothingElse() throws Exception {
        file.create(OLD);
        file.write(NEW);
        assertThat(file.read()).contains(NEW);
        assertThat(file.backup()).hasBinaryContent(OLD);
        assertThat(names()).containsExactlyInAnyOrder("rules", "rules.bak");
    }

    @Test
    void whatSomebodyElseWroteTakesThePlaceOfTheContentBefore() throws Exception {
        file.create(OLD);
        Path draft = Files.write(folder.resolve("draft"), NEW);
        file.adopt(draft);
        assertThat(file.read()).contains(NEW);
        assertThat(names()).containsExactly("rules");
        assertThatThrownBy(() -> file.adopt(draft)).isInstanceOf(NoSuchFileException.class);
        assertThat(file.read()).as("the old content stays").contains(NEW);
    }

    @Test
    void creatingNeverReplacesWhatIsThere() throws Exception {
        file.create(OLD);
        assertThatThrownBy(() -> file.create(NEW)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file.read()).contains(OLD);
        assertThat(names()).containsExactly("rules");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void creatingNeverReplacesALinkEither() throws Exception {
        Files.createSymbolicLink(file.path(), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> file.create(NEW)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(names()).containsExactly("rules");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatAKilledProcessLeftBehindIsReplacedWithRightsForItsOwnerOnly() throws Exception {
        Files.write(folder.resolve("rules.tmp"), OLD);
        file.create(NEW);
        assertThat(file.read()).contains(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("rules");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fileAndBackupAreForTheirOwnerOnlyAlsoWhenAnOlderFileWasNot() throws Exception {
        Files.write(file.path(), OLD);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
        file.write(NEW);
        assertThat(Files.readAllBytes(file.backup())).isEqualTo(OLD);
        for (Path written : List.of(file.path(), file.backup())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .as(written.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOldContent() throws Exception {
        file.create(OLD);
        // a folder that isn't empty where the temporary belongs
        Files.createDirectories(folder.resolve("rules.tmp/obstacle"));
        assertThatThrownBy(() -> file.write(NEW)).isInstanceOf(IOException.class);
        assertThat(file.read()).contains(OLD);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
