package org.wzp.relay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path home;

    @Test
    void aNewIdentityIsFoundAgain() throws Exception {
        Path file = home.resolve("new/relay-identity");
        Seed seed = IdentityFile.loadOrCreate(file, random);
        assertThat(IdentityFile.loadOrCreate(file, random)).isEqualTo(seed);
        assertThat(Files.readString(file)).isEqualTo(seed.hex() + "\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerCanReadIt() throws Exception {
        Path file = home.resolve("relay-identity");
        IdentityFile.loadOrCreate(file, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        IdentityFile.load(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whiteSpaceAroundTheDigitsIsIgnored() throws Exception {
        Path file = Files.writeString(home.resolve("relay-identity"), "  " + "Ab".repeat(32) + "\r\n\n");
        assertThat(IdentityFile.loadOrCreate(file, random)).isEqualTo(Seed.ofHex("ab".repeat(32)));
    }

    @Test
    void aCorruptFileIsRefusedAndKept() throws Exception {
        Path file = Files.writeString(home.resolve("relay-identity"), "ab".repeat(31));
        assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, random))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Restore it from a backup");
        assertThat(Files.readString(file)).isEqualTo("ab".repeat(31));
    }

    @Test
    void aDirectoryInItsPlaceIsRefused() throws Exception {
        Path file = Files.createDirectory(home.resolve("relay-identity"));
        assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, random))
                .isInstanceOf(IdentityFileException.class)
                .hasMessage("The identity file " + file + " can't be read (a folder is there instead). Move the folder"
                        + " away; it is not replaced, since clients and peers remember the relay by it.");
        assertThat(file).isDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsRefusedAndKept() throws Exception {
        Path file = Files.createSymbolicLink(home.resolve("relay-identity"), home.resolve("elsewhere"));
        assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, random))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining("link to nothing");
        assertThat(file).isSymbolicLink();
    }
}
