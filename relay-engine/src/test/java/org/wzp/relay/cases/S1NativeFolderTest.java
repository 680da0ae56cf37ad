package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.ExpectedLog;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.text.NoticeWords;

/** Row S1: with a folder for temporary files that is noexec or read-only the start never ended. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts of one's own are Linux'")
class S1NativeFolderTest {
    @TempDir
    Path folder;

    private Daemon.Answer withTemporaryFolder(String mountOptions, Map<String, String> environment, String... words)
            throws Exception {
        assumeTrue(Daemon.mayMount(), "this user may not mount");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        return Daemon.run(
                "exec unshare -m sh -c 'mount -t tmpfs -o " + mountOptions + " none " + temporary
                        + " && exec \"$@\"' sh \"$@\"",
                environment,
                List.of("-Djava.io.tmpdir=" + temporary),
                words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noexec", "ro"})
    void theLibrariesAreUnpackedWhereTheyMayRun(String mountOptions) throws Exception {
        for (String transport : List.of("direct", "netty")) {
            Daemon.Answer answer = withTemporaryFolder(
                    mountOptions,
                    Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                    "--home",
                    folder.resolve("home").toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--transport",
                    transport);
            assertThat(answer.said()).contains("(" + transport + " transport)").doesNotContain("\tat ");
        }
    }

    @Test
    void whereNothingMayRunEachFolderIsNamed() throws Exception {
        Path cache = Files.writeString(folder.resolve("cache"), "a file");
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("native"), "a file");
        Daemon.Answer answer = withTemporaryFolder(
                "noexec",
                Map.of("XDG_CACHE_HOME", cache.toString()),
                "--home",
                home.toString(),
                "--listen",
                "127.0.0.1:0");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.said())
                .contains("The program's native libraries can't be unpacked into " + folder.resolve("tmp")
                        + " (programs may not run from there), " + cache.resolve("wzp-relay"))
                .contains("XDG_CACHE_HOME")
                .doesNotContain("\tat ");
    }

    @Test
    void theClientSaysTheSame() throws Exception {
        Path cache = Files.writeString(folder.resolve("cache"), "a file");
        Daemon.Answer answer = withTemporaryFolder(
                "noexec", Map.of("XDG_CACHE_HOME", cache.toString()), "client", "127.0.0.1:1", "--ping");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.said())
                .startsWith("The program's native libraries can't be unpacked into ")
                .doesNotContain("fault of its own", "\tat ");
    }

    private static boolean isCalledInTheStart() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".RelayAssembly")));
    }

    /** Any error at the start, such as a class that can't be initialised; the start can be tried again. */
    @Test
    void anErrorAtTheStartEndsInFailedWithASentenceAndCanBeTriedAgain() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        RelayTime time = new RelayTime(RelayTime.system().wall(), () -> {
            if (broken.get() && isCalledInTheStart()) {
                throw new ExceptionInInitializerError("failed to map segment");
            }
            return System.nanoTime();
        });
        try (EmbeddedRelay relay = new EmbeddedRelay(
                        RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), folder.resolve("home")), time);
                ExpectedLog log = ExpectedLog.everywhere()) {
            broken.set(true);
            Throwable failure = catchThrowable(relay::start);
            assertThat(failure)
                    .isInstanceOf(RelayStartException.class)
                    .hasMessage("The relay could not start: a part of the program could not be loaded"
                            + " (java.lang.ExceptionInInitializerError: failed to map segment). Start the program again; the"
                            + " log has the details.");
            assertThat(relay.snapshot().state()).isEqualTo(RelayState.FAILED);
            assertThat(relay.snapshot().attention())
                    .extracting(NoticeWords::english)
                    .contains(failure.getMessage());
            assertThat(log.lines()).contains("ERROR Start failed.");
            broken.set(false);
            relay.start();
            assertThat(relay.snapshot().state()).isEqualTo(RelayState.RUNNING);
        }
    }
}
