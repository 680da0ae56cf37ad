package org.wzp.relay.client.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.client.ServiceQuery;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/**
 * A relay in a process of its own, with a home of its own and room for every load, on a free port of this machine. Any wzp
 * relay will do: it is started with the flags that they all have.
 */
final class BenchRelay implements AutoCloseable {
    private static final int MAX_SESSIONS = 3_000;
    private static final long PING_MILLIS = 1_000;
    private static final int PINGS = 60;
    private static final long END_SECONDS = 10;

    private final String label;
    private final Process process;
    private final InetSocketAddress address;

    private BenchRelay(String label, Process process, InetSocketAddress address) {
        this.label = label;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it and waits until it answers a ping.
     *
     * @param command its program and first words; configuration and address are added
     * @param folder empty, for its files
     * @param linked whether load will come over links too
     * @throws IOException if it does not start or answer; the message ends with what it wrote
     */
    static BenchRelay start(String label, List<String> command, Path folder, boolean linked) throws IOException {
        InetSocketAddress address = freeAddress();
        Path config = Files.writeString(
                Files.createDirectories(folder).resolve("relay.toml"),
                "listen_addr = \"127.0.0.1:" + address.getPort() + "\"\nmax_sessions = " + MAX_SESSIONS + "\n"
                        + (linked ? linked() : ""),
                StandardCharsets.UTF_8);
        Path output = folder.resolve("output.log");
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("-c", config.toString(), "--listen", "127.0.0.1:" + address.getPort()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HOME", folder.toString());
        BenchRelay relay = new BenchRelay(label, builder.start(), address);
        try {
            relay.awaitAnswer();
        } catch (IOException e) {
            String last = Files.readString(output, StandardCharsets.UTF_8).strip();
            relay.close();
            throw new IOException(
                    label + " (" + String.join(" ", words) + ") " + e.getMessage() + ". It said: " + last, e);
        }
        return relay;
    }

    /** Lets the ends of links in and names their room; stock relays skip the key that they don't know. */
    private static String linked() {
        StringBuilder text = new StringBuilder("federation_allow_unverified = true\n");
        text.append("[[global_rooms]]\nname = \"").append(BenchRow.LINKED_ROOM).append("\"\n");
        for (int i = 0; i < LoadPlan.MOST_LINKS; i++) {
            text.append("[[trusted]]\nfingerprint = \"").append(LinkEnd.fingerprint(i));
            text.append("\"\nlabel = \"link-").append(i).append("\"\n");
        }
        return text.toString();
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private void awaitAnswer() throws IOException {
        try (QuicEndpoint endpoint = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), RelayConfig.Limits.defaults()))) {
            for (int i = 0; i < PINGS; i++) {
                if (!process.isAlive()) {
                    throw new IOException("ended with status " + process.exitValue());
                }
                try {
                    ServiceQuery.ping(endpoint, address).get(PING_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                } catch (ExecutionException | TimeoutException e) {
                    // not up yet; the wait before the next try is the process's own end, if it comes
                    process.waitFor(PING_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", e);
        }
        throw new IOException("answers no ping at " + address);
    }

    String label() {
        return label;
    }

    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, then makes it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
