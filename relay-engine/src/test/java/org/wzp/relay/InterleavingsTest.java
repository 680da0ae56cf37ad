package org.wzp.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.wzp.relay.admission.PermitInterleavings;
import org.wzp.relay.loop.HandOffInterleavings;
import org.wzp.relay.quality.QualityInterleavings;
import org.wzp.relay.room.RoomInterleavings;
import org.wzp.relay.transport.common.TaskInterleavings;
import org.wzp.relay.transport.direct.WakeInterleavings;

/**
 * Runs the interleaving tests under jcstress, which compiles and places the actors of each race in several ways and counts
 * every outcome. In each build a short run; {@code -Dwzp.interleavings=default} (or {@code tough}, {@code stress}) makes it
 * jcstress's own run of that name, over all of its compilers' settings.
 */
class InterleavingsTest {
    private static final String PRESET = System.getProperty("wzp.interleavings", "");
    private static final List<String> SHORT_RUN =
            List.of("-m", "quick", "-sc", "false", "-f", "1", "-fsm", "1", "-iters", "1", "-time", "150", "-hs", "256");
    private static final int LONGER_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 8_000;
    private static final long SHORT_RUN_MINUTES = 4;
    private static final long LONG_RUN_HOURS = 12;
    private static final String FORK_FLAGS = "-Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED";
    private static final Pattern VERDICT = Pattern.compile("\\.+ \\[(\\w[\\w ]*)] (\\S+)");

    @TempDir
    private Path folder;

    @Test
    void noRaceEndsInAForbiddenOutcomeAndTheControlsAreFound() throws Exception {
        String text = jcstress("Interleavings", SHORT_RUN);
        assertThat(verdicts(text)).as(text).containsOnlyKeys(tests());
        assertThat(verdicts(text).values()).as(text).containsOnly("OK");
        Set<String> missed = new TreeSet<>(controls());
        missed.removeAll(interesting(text));
        // on a busy machine a short run may miss what is rare: then the controls alone, for longer
        for (int time = LONGER_MILLIS; !missed.isEmpty() && time <= LONGEST_MILLIS; time *= 2) {
            List<String> longer = new ArrayList<>(SHORT_RUN);
            longer.set(longer.indexOf("-time") + 1, Integer.toString(time));
            text = jcstress("Interleavings.Control", longer);
            missed.removeAll(interesting(text));
        }
        assertThat(missed).as("controls whose fault was not found:%n%s", text).isEmpty();
    }

    private static Map<String, String> verdicts(String text) {
        Map<String, String> verdicts = new TreeMap<>();
        for (Matcher verdict = VERDICT.matcher(text); verdict.find(); ) {
            verdicts.merge(verdict.group(2), verdict.group(1), (one, two) -> one.equals(two) ? one : "several");
        }
        return verdicts;
    }

    /** The tests with an outcome that only a fault explains. */
    private static Set<String> interesting(String text) {
        int from = text.indexOf("Interesting tests:");
        int to = text.indexOf("Failed tests:");
        return from < 0 || to < from
                ? Set.of()
                : verdicts(text.substring(from, to)).keySet();
    }

    private String jcstress(String which, List<String> shortRun) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-t",
                which,
                "-r",
                folder.resolve("report").toString()));
        if (PRESET.isEmpty()) {
            command.addAll(shortRun);
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
            String text = Files.readString(output, UTF_8);
            assertThat(ended).as("jcstress has ended; it said%n%s", text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> controls() {
        return tests().stream().filter(name -> name.contains(".Control")).toList();
    }

    private static List<String> tests() {
        return Stream.of(
                        QualityInterleavings.class,
                        RoomInterleavings.class,
                        PermitInterleavings.class,
                        TaskInterleavings.class,
                        HandOffInterleavings.class,
                        WakeInterleavings.class)
                .flatMap(group -> Stream.of(group.getDeclaredClasses()))
                .filter(type -> type.isAnnotationPresent(JCStressTest.class))
                .map(type -> type.getName().replace('$', '.'))
                .toList();
    }
}
