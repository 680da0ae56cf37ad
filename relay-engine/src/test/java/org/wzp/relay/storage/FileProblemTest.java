package org.wzp.relay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FileTrouble;

/** What this operating system really says, in words. */
@EnabledOnOs(OS.LINUX)
class FileProblemTest {
    @TempDir
    Path folder;

    private interface Action {
        void run() throws IOException;
    }

    private static FileProblem problemOf(Action action) {
        return FileProblem.of(catchThrowableOfType(IOException.class, action::run));
    }

    @Test
    void aDiskWithoutSpaceIsFull() {
        assertThat(problemOf(() -> Files.write(Path.of("/dev/full"), new byte[1], StandardOpenOption.WRITE)))
                .isEqualTo(new FileProblem(FileTrouble.DISK_FULL, ""));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(problemOf(() -> Files.readAllBytes(folder))).isEqualTo(new FileProblem(FileTrouble.IS_FOLDER, ""));
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(problemOf(() -> Files.readAllBytes(file.resolve("below"))).what())
                .isEqualTo("a part of its path is no folder");
        assertThat(problemOf(() -> Files.createDirectories(file)).what()).isEqualTo("a file is in the way at " + file);
    }

    @Test
    void textThatIsNoUtf8IsNamed() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xff});
        assertThat(problemOf(() -> Files.readString(file)).what()).isEqualTo("it is not UTF-8 text");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(problemOf(() -> Files.readString(folder.resolve("none"))).what())
                .isEqualTo("there is no such file or folder");
    }

    /** Made by hand, because nothing refuses root. */
    @Test
    void permissionsAreTheUsersBusiness() {
        assertThat(FileProblem.of(new AccessDeniedException("/var/lib/wzp-relay")))
                .isEqualTo(FileProblem.of(new FileSystemException("/var/lib", null, "Operation not permitted")))
                .isEqualTo(new FileProblem(FileTrouble.NO_PERMISSION, ""));
    }
}
