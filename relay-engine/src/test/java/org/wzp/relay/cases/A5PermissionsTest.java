package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.LoadedConfig;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.config.Settings;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.text.OutcomeWords;

/** Row A5: who can read the lock file can hold a lock on it, and keep the relay from starting. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have other permissions")
class A5PermissionsTest {
    @TempDir
    Path folder;

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void runAndChangeRules(Path home) throws Exception {
        try (EmbeddedRelay relay =
                new EmbeddedRelay(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home))) {
            relay.start();
            for (RoomPolicy policy : List.of(RoomPolicy.CLOSED, RoomPolicy.OPEN, RoomPolicy.CLOSED)) {
                assertThat(OutcomeWords.of(relay.execute("test", new AccessCommand.SetRoomPolicy("board", policy))))
                        .doesNotContain("could not");
            }
        }
    }

    @Test
    void everythingThatTheRelayMakesIsForItsOwnerOnly() throws Exception {
        Path home = folder.resolve("new/home");
        runAndChangeRules(home);
        LoadedConfig loaded = ConfigLoader.load(
                Overrides.NONE.in(home).reading(home.resolve("relay.toml")).with(Settings.LISTEN, "127.0.0.1:0"));
        assertThat(permissions(home)).isEqualTo("rwx------");
        Map<String, String> made = new TreeMap<>();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                made.put(file.getFileName().toString(), permissions(file));
            }
        }
        assertThat(made)
                .containsKeys(
                        "relay.lock",
                        "relay-identity",
                        "relay.toml",
                        "console.toml",
                        "console.toml.bak",
                        "audit.jsonl",
                        "audit.jsonl.anchor")
                .allSatisfy(
                        (name, permissions) -> assertThat(permissions).as(name).isEqualTo("rw-------"));
        assertThat(loaded.relay().home()).isEqualTo(home);
    }

    @Test
    void filesFromBeforeAreTightened() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String name : List.of("relay.lock", "audit.jsonl")) {
            Path file = Files.createFile(home.resolve(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        runAndChangeRules(home);
        assertThat(permissions(home.resolve("relay.lock"))).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("audit.jsonl"))).isEqualTo("rw-------");
    }
}
