package org.wzp.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts a person meets first, as far as they answer without building anything. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are shell scripts")
class InstallersTest {
    private static final Path INSTALLERS =
            Path.of("../installers").toAbsolutePath().normalize();

    @TempDir
    Path tools;

    private record Answer(int status, String out, String err) {}

    private static Answer run(Map<String, String> environment, String script, String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", INSTALLERS.resolve(script).toString());
        builder.command().addAll(List.of(words));
        builder.environment().putAll(environment);
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, err);
    }

    @Test
    void runTellsWhatItOffers() throws Exception {
        Answer answer = run(Map.of(), "run", "--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("installers/run relay", "client", "load", "audit", "--rehearse 3x5");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void runRefusesAWordThatItDoesNotKnowAndTellsWhatItOffers() throws Exception {
        Answer answer = run(Map.of(), "run", "nonsense");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith("\"nonsense\" is nothing that installers/run can do.")
                .contains("installers/run relay");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void testRefusesAFlagThatItDoesNotKnow() throws Exception {
        assertThat(run(Map.of(), "test", "--fast").status()).isEqualTo(2);
        assertThat(run(Map.of(), "test", "--help").status()).isZero();
    }

    @Test
    void theJdkThatRunsThisIsFound() throws Exception {
        String home = Path.of(System.getProperty("java.home")).toString();
        assertThat(run(Map.of("JAVA25_HOME", home), "find-jdk")).isEqualTo(new Answer(0, home + "\n", ""));
    }

    /** A Debian where nothing is installed, and a user who may not install. */
    @Test
    void missingPackagesAreNamedToWhoMayNotInstallThem() throws Exception {
        tool("dpkg-query", "exit 1");
        tool("apt-get", "echo called; exit 1");
        tool("id", "echo 1000");
        tool("sudo", "exit 1");
        Answer answer = run(Map.of("PATH", tools + ":" + System.getenv("PATH")), "need-packages", "liba", "libb");
        assertThat(answer)
                .isEqualTo(new Answer(
                        1, "", "Missing packages: liba libb. Ask an administrator for: apt-get install liba libb\n"));
    }

    /** The lists are renewed before anything is asked for, and what is there already under its new name is left alone. */
    @Test
    void missingPackagesAreInstalledFromRenewedLists() throws Exception {
        Path calls = tools.resolve("calls");
        tool("dpkg-query", "[ \"$3\" = libbt64 ] && echo 'install ok installed'");
        tool("apt-get", "echo \"$*\" >>" + calls);
        tool("id", "echo 0");
        Answer answer = run(Map.of("PATH", tools + ":" + System.getenv("PATH")), "need-packages", "liba", "libb");
        assertThat(answer).isEqualTo(new Answer(0, "", "Installing liba...\n"));
        assertThat(calls).hasContent("-qq update\n-qq install -y --no-install-recommends liba\n");
    }

    /** The icons in the repository are made from the drawing as it is now; cksum is the number that installers/packaging/icons keeps. */
    @Test
    void theIconsAreMadeFromTheDrawing() throws Exception {
        Path assets = INSTALLERS.resolveSibling("src-assets");
        Process cksum = new ProcessBuilder("cksum")
                .redirectInput(assets.resolve("icon.svg").toFile())
                .start();
        assertThat(new String(cksum.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .as("make them again: installers/packaging/icons")
                .isEqualTo(Files.readString(assets.resolve("icons/made-from")));
    }

    /** The installed program offers what installers/run offers, from a script of its own. */
    @Test
    void theInstalledProgramHasEveryCommandOfRun() throws Exception {
        Pattern commands = Pattern.compile("^ {4}(relay \\|.*)\\) what=\\$1 ;;$", Pattern.MULTILINE);
        List<String> offered = Stream.of("run", "packaging/linux/wzp-relay")
                .map(script -> commands.matcher(read(INSTALLERS.resolve(script))))
                .flatMap(matcher -> matcher.results().map(found -> found.group(1)))
                .toList();
        assertThat(offered).hasSize(2);
        assertThat(offered.getFirst()).contains("client", "audit").isEqualTo(offered.getLast());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tool(String name, String does) throws Exception {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
