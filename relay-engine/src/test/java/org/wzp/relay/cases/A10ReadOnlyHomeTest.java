package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.OutcomeWords;

/** Row A10: a home that can only be read kept the relay from starting, although it needs to write nothing. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts of one's own are Linux'")
class A10ReadOnlyHomeTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    @TempDir
    Path folder;

    /** Runs a command of this class's own in a process that sees the home read-only. */
    public static final class Operator {
        public static void main(String[] words) throws Exception {
            try (EmbeddedRelay relay = new EmbeddedRelay(RelayConfig.defaults(ANY_PORT, Path.of(words[0])))) {
                relay.start();
                System.out.println(relay.snapshot().state() + " "
                        + relay.snapshot().access().rules());
                relay.snapshot().attention().forEach(line -> System.out.println(NoticeWords.english(line)));
                System.out.println(OutcomeWords.of(
                        relay.execute("test", new AccessCommand.SetRoomPolicy("board", RoomPolicy.OPEN))));
                relay.stop();
                System.out.println(OutcomeWords.of(
                        relay.execute("test", new AccessCommand.SetRoomPolicy("board", RoomPolicy.OPEN))));
            }
        }
    }

    private String readOnly(Path home) throws Exception {
        Process process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"",
                        home.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Operator.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path home(boolean withLockFile) throws Exception {
        Path home = folder.resolve("home");
        try (EmbeddedRelay relay = new EmbeddedRelay(RelayConfig.defaults(ANY_PORT, home))) {
            relay.start();
            assertThat(relay.execute("test", new AccessCommand.SetRoomPolicy("board", RoomPolicy.CLOSED)))
                    .isInstanceOf(Outcome.Done.class);
        }
        if (!withLockFile) {
            Files.delete(home.resolve("relay.lock"));
        }
        return home;
    }

    private static void runsAndRefuses(String said, Path home) {
        assertThat(said)
                .contains("RUNNING [RoomRule[room=board, policy=CLOSED")
                .contains(home
                        + " can't be written (its file system is read-only): the relay runs with the rules in force,"
                        + " but they can't be changed")
                .doesNotContain("\tat ");
        assertThat(said.lines().filter(line -> line.startsWith("Nothing was changed, because ")))
                .hasSize(2)
                .allMatch(line -> line.contains("its file system is read-only"));
    }

    @Test
    void itRunsWithItsRulesAndRefusesToChangeThem() throws Exception {
        assumeTrue(Daemon.mayMount(), "this user may not mount");
        Path home = home(true);
        runsAndRefuses(readOnly(home), home);
    }

    @Test
    void alsoWhereThereIsNoLockFile() throws Exception {
        assumeTrue(Daemon.mayMount(), "this user may not mount");
        Path home = home(false);
        runsAndRefuses(readOnly(home), home);
    }

    /** There is nothing to recognise the relay by, and no place to keep it. */
    @Test
    void withoutAnIdentityItDoesNotStart() throws Exception {
        assumeTrue(Daemon.mayMount(), "this user may not mount");
        Path home = Files.createDirectories(folder.resolve("empty"));
        Daemon.Answer answer = Daemon.run(
                "exec unshare -m sh -c 'mount --bind " + home + " " + home + " && mount -o remount,ro,bind " + home
                        + " && exec \"$@\"' sh \"$@\"",
                Map.of(),
                List.of(),
                "--home",
                home.toString(),
                "--listen",
                "127.0.0.1:0");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.said())
                .contains("A new identity can't be written to " + home.resolve("relay-identity"))
                .doesNotContain("\tat ");
    }
}
