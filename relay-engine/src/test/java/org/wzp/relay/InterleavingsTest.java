package org.wzp.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.wzp.relay.quality.QualityInterleavings;
import org.wzp.relay.room.RoomInterleavings;
import org.wzp.relay.session.PermitInterleavings;

/**
 * Runs the interleaving tests under jcstress, which compiles and places the actors of each race in several ways and counts
 * every outcome. In each build a short run; {@code -Dwzp.interleavings=default} (or {@code tough}, {@code stress}) makes it
 * jcstress's own run of that name, over all of its compilers' settings.
 */
class InterleavingsTest {
    private static final String PRESET = System.getProperty("wzp.interleavings", "");
    private static final List<String> SHORT_RUN =
            List.of("-m", "quick", "-sc", "false", "-f", "1", "-fsm", "1", "-iters", "1", "-time", "150", "-hs", "256");
    private static final long SHORT_RUN_MINUTES = 4;
    private static final long LONG_RUN_HOURS = 12;
    private static final String FORK_FLAGS = "-Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED";
    private static final Pattern VERDICT = Pattern.compile("\\.+ \\[(\\w[\\w ]*)] (\\S+)");
    private static final Pattern FOUND = Pattern.compile("Interesting tests: (\\d+) matching");

    @TempDir
    private Path folder;

    @Test
    void noRaceEndsInAForbiddenOutcomeAndTheControlsAreFound() throws Exception {
        Path output = folder.resolve("output.txt");
        int exit = run(output);
        String text = Files.readString(output);
        Map<String, String> verdicts = new TreeMap<>();
        for (Matcher verdict = VERDICT.matcher(text); verdict.find(); ) {
            verdicts.merge(verdict.group(2), verdict.group(1), (one, two) -> one.equals(two) ? one : "several");
        }
        assertThat(exit).as(text).isZero();
        assertThat(verdicts).as(text).containsOnlyKeys(tests());
        assertThat(verdicts.values()).as(text).containsOnly("OK");
        Matcher found = FOUND.matcher(text);
        assertThat(found.find()).as("no control was found:%n%s", text).isTrue();
        assertThat(Integer.parseInt(found.group(1)))
                .as("controls found, of those that must be:%n%s", text)
                .isEqualTo(tests().stream()
                        .filter(name -> name.contains(".Control"))
                        .count());
    }

    private int run(Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-t",
                "Interleavings",
                "-r",
                folder.resolve("report").toString()));
        if (PRESET.isEmpty()) {
            command.addAll(SHORT_RUN);
            command.addAll(List.of("-jvmArgs", FORK_FLAGS));
        } else {
            command.addAll(List.of("-m", PRESET, "-jvmArgsPrepend", "--enable-native-access=ALL-UNNAMED"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = PRESET.isEmpty()
                    ? process.waitFor(SHORT_RUN_MINUTES, TimeUnit.MINUTES)
                    : process.waitFor(LONG_RUN_HOURS, TimeUnit.HOURS);
            assertThat(ended)
                    .as("jcstress has ended; it said%n%s", Files.readString(output, UTF_8))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> tests() {
        return Stream.of(QualityInterleavings.class, RoomInterleavings.class, PermitInterleavings.class)
                .flatMap(group -> Stream.of(group.getDeclaredClasses()))
                .filter(type -> type.isAnnotationPresent(JCStressTest.class))
                .map(type -> type.getName().replace('$', '.'))
                .toList();
    }
}
