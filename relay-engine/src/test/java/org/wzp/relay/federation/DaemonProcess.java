package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wzp.relay.config.FederationTables;

/** A relay of a mesh as a daemon in a process of its own, so that it can be killed. */
final class DaemonProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;

    private DaemonProcess(Process process) {
        this.process = process;
    }

    /** With a class of the tests or of the relay, whose words are the arguments. */
    static ProcessBuilder java(String main, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /** Writes its configuration as a file and starts it; returns when it is ready. */
    static DaemonProcess start(Relays.Node node) {
        StringBuilder config = new StringBuilder();
        node.federation.peers().forEach(peer -> config.append(FederationTables.write(peer)));
        node.federation.trusted().forEach(relay -> config.append(FederationTables.write(relay)));
        node.federation.globalRooms().forEach(room -> config.append(FederationTables.write(room)));
        try {
            Path home = node.home();
            Files.writeString(home.resolve("relay.toml"), config);
            Process process = java(
                            "org.wzp.relay.cli.Main",
                            "relay",
                            "--home",
                            home.toString(),
                            "--listen",
                            "127.0.0.1:" + node.address.getPort())
                    .redirectErrorStream(true)
                    .start();
            awaitReady(process);
            return new DaemonProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of what it says is read and forgotten, so that it never waits for a reader. */
    private static void awaitReady(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("TLS fingerprint ")) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(unused -> {}));
                return;
            }
        }
        throw new AssertionError("It ended and said " + said);
    }

    /** As {@code kill -9}: it can neither say goodbye nor write anything. */
    void kill() {
        assertThat(process.toHandle().destroyForcibly()).isTrue();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
