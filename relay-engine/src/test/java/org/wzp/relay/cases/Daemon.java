package org.wzp.relay.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The daemon in a process of its own, in surroundings that a test chooses. */
final class Daemon {
    private static final int PATIENCE_SECONDS = 60;

    private Daemon() {}

    /** What it printed, both streams together, and how it ended. */
    record Answer(int status, String said) {}

    /**
     * Runs it until it ends or says that it is ready; then it is told to end.
     *
     * @param wrapper a shell script that runs {@code "$@"}
     * @param environment its whole environment
     */
    static Answer run(String wrapper, Map<String, String> environment, List<String> jvmFlags, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", wrapper, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.wzp.relay.cli.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("TLS fingerprint ")) {
                    // by its handle: the process object would throw away what it has yet to say
                    var _ = process.toHandle().destroy();
                }
            }
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It does not end and said " + said);
        }
        return new Answer(process.exitValue(), said.toString());
    }

    /** Whether this machine and user may have mounts of their own. */
    static boolean mayMount() {
        try {
            return new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
