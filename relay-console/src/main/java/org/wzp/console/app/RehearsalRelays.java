package org.wzp.console.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.ShareRoom;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.client.RehearsalCallers;
import org.wzp.relay.engine.EmbeddedRelay;

/**
 * Further relays of a rehearsal, in this process and in folders of their own: each dials the window's relay, which trusts it for
 * an hour and shares the rooms of the rehearsal, and has two callers of its own in each. One thread at a time.
 */
public final class RehearsalRelays implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalRelays.class);
    private static final String ACTOR = "rehearsal";
    private static final Duration TRUSTED = Duration.ofHours(1);
    private static final int CALLERS = 2;

    private final RelayEngine window;
    private final Map<String, EmbeddedRelay> relays = new LinkedHashMap<>();
    private final List<RehearsalCallers> callers = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> trusted = new ArrayList<>();

    public RehearsalRelays(RelayEngine window) {
        this.window = window;
    }

    /** Starts them and links them. */
    void start(int count, List<String> rooms) throws IOException {
        for (int number = 1; number <= count; number++) {
            link("Relay " + number, rooms);
        }
    }

    /** Starts one more and links it. */
    public EmbeddedRelay link(String label, List<String> rooms) throws IOException {
        rooms.forEach(room -> window.execute(ACTOR, new ShareRoom(room)));
        EmbeddedRelay relay = add(label, rooms);
        String fingerprint = fingerprint(relay);
        trusted.add(fingerprint);
        window.execute(ACTOR, new TrustRelay(fingerprint, label, Optional.of(TRUSTED)));
        begin(relay, rooms.size());
        return relay;
    }

    /** Starts one more, which dials the window's relay. */
    public EmbeddedRelay add(String label, List<String> rooms) throws IOException {
        String url = InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + window.snapshot().endpoint().listening().orElseThrow().getPort();
        Path folder = Files.createTempDirectory("wzp-rehearsal-relay-");
        folders.add(folder);
        EmbeddedRelay relay = new EmbeddedRelay(
                RelayConfig.defaults(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder)
                        .with(FederationConfig.NONE
                                .peers(peers -> List.of(new FederationConfig.Peer(
                                        url, fingerprint(window).replace(":", ""), "This one")))
                                .globalRooms(shared -> rooms)));
        relays.put(label, relay);
        try {
            relay.start();
        } catch (RelayStartException e) {
            throw new IOException(e.getMessage(), e);
        }
        return relay;
    }

    /** Stops one; its link is lost. */
    public void stop(String label) {
        EmbeddedRelay relay = relays.remove(label);
        if (relay != null) {
            relay.close();
        }
    }

    private static String fingerprint(RelayEngine relay) {
        return relay.snapshot().endpoint().tlsFingerprint().orElseThrow();
    }

    private void begin(EmbeddedRelay relay, int rooms) throws IOException {
        var endpoint = relay.snapshot().endpoint();
        RehearsalCallers coming = new RehearsalCallers(endpoint.listening().orElseThrow(), rooms, CALLERS);
        callers.add(coming);
        relay.rehearsing(coming.fingerprints());
        coming.start();
    }

    @Override
    public void close() {
        callers.forEach(RehearsalCallers::close);
        relays.values().forEach(EmbeddedRelay::close);
        trusted.forEach(fingerprint -> window.execute(ACTOR, new DistrustRelay(fingerprint)));
        folders.forEach(RehearsalRelays::delete);
    }

    /** Deletes a folder that was made for a relay which has stopped. */
    public static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The rehearsal's folder {} could not be deleted ({}). It can go.", folder, e.getMessage());
        }
    }
}
