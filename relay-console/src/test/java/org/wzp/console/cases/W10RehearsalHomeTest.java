package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.console.app.ConsoleLog;
import org.wzp.console.app.ConsoleOptions;
import org.wzp.console.app.WorkingHome;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.HomeDirectory;
import picocli.CommandLine;

/** W10: nothing that is tried in a rehearsal, or done for pictures, stays in the operator's relay. */
class W10RehearsalHomeTest {
    @TempDir
    private Path temporaries;

    @TempDir
    private Path named;

    @Test
    void aRehearsalsRulesIdentityAndLogAreInAFolderThatEndsWithIt() throws Exception {
        Path own;
        try (WorkingHome home = home("--rehearse", "3x5", "--listen", "127.0.0.1:0");
                ConsoleLog log = new ConsoleLog()) {
            own = actIn(home, log);
            assertThat(own)
                    .isNotEqualTo(HomeDirectory.ofThisUser().orElseThrow())
                    .hasParent(temporaries);
            assertThat(own).isDirectoryContaining("glob:**/{console.toml}");
            assertThat(own)
                    .isDirectoryContaining("glob:**/audit.jsonl")
                    .isDirectoryContaining("glob:**/relay-identity")
                    .isDirectoryContaining("glob:**/console.log");
            assertThat(home.remark()).hasValueSatisfying(said -> assertThat(said)
                    .contains(own.toString(), "deleted when the window closes"));
        }
        assertThat(temporaries).isEmptyDirectory();
    }

    @Test
    void picturesAreMadeInAFolderOfTheirOwnAsWell() throws Exception {
        try (WorkingHome home = home("--screenshots", "pictures")) {
            assertThat(home.overrides().home()).hasParent(temporaries);
        }
        assertThat(temporaries).isEmptyDirectory();
    }

    @Test
    void aRehearsalWorksInTheHomeItWasGivenAndSaysSo() throws Exception {
        try (WorkingHome home = home("--rehearse", "3x5", "--home", named.toString(), "--listen", "127.0.0.1:0");
                ConsoleLog log = new ConsoleLog()) {
            assertThat(actIn(home, log)).isEqualTo(named);
            assertThat(home.remark())
                    .hasValueSatisfying(said -> assertThat(said).contains(named.toString(), "stay there"));
        }
        assertThat(named).isDirectoryContaining("glob:**/console.toml");
    }

    @Test
    void picturesAreRefusedInAHomeThatARelayLivesIn() throws Exception {
        Files.writeString(named.resolve("console.toml"), "# rules\n");
        var before = content(named);
        assertThatThrownBy(() -> home("--screenshots", "pictures", "--home", named.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named.toString())
                .hasMessageContaining("Leave out --home");
        assertThat(content(named)).isEqualTo(before);
    }

    @Test
    void everydayWorkIsDoneInTheOperatorsHome() throws Exception {
        try (WorkingHome home = home("--listen", "127.0.0.1:0")) {
            assertThat(home.overrides().home()).isNull();
            assertThat(ConfigLoader.load(home.overrides()).relay().home())
                    .isEqualTo(HomeDirectory.ofThisUser().orElseThrow());
            assertThat(home.remark()).isEqualTo(Optional.empty());
        }
    }

    private WorkingHome home(String... line) throws IOException {
        ConsoleOptions options = new ConsoleOptions();
        new CommandLine(options).parseArgs(line);
        return WorkingHome.of(options, temporaries);
    }

    /** Starts a relay there as the console does, bans somebody, closes a room, and stops. */
    private static Path actIn(WorkingHome home, ConsoleLog log) throws Exception {
        ConfiguredRelay relay =
                new ConfiguredRelay(() -> log.follow(ConfigLoader.load(home.overrides())), Clock.systemUTC());
        relay.start();
        try {
            assertThat(relay.execute(
                            "console",
                            new ModerationCommand.AddBan(
                                    BanTarget.Prefix.of("192.0.2.0/24"), Optional.empty(), "", Optional.empty())))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(relay.execute("console", new AccessCommand.SetRoomPolicy("lobby", RoomPolicy.CLOSED)))
                    .isInstanceOf(Outcome.Done.class);
            return ConfigLoader.load(home.overrides()).relay().home();
        } finally {
            relay.stop();
        }
    }

    private static TreeMap<String, String> content(Path folder) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }
}
