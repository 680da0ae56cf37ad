package org.wzp.console.pictures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.app.RehearsalRelays;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.loop.RelayTime;

/**
 * Relays nearby for the pictures of federation: real ones in this process that announce themselves on loopback. Started on a
 * thread of its own; the window's thread asks whether they are heard.
 */
final class NearbyPicture {
    private static final Logger LOG = LoggerFactory.getLogger(NearbyPicture.class);
    private static final List<String> NAMES = List.of("front-office", "workshop-pc", "studio-2");

    private final ConfiguredRelay window;
    private final List<EmbeddedRelay> relays = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final ExecutorService work =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private boolean begun;

    NearbyPicture(ConfiguredRelay window) {
        this.window = window;
    }

    void announce() {
        if (!begun) {
            begun = true;
            work.execute(() -> NAMES.forEach(this::start));
        }
    }

    private void start(String name) {
        try {
            Path folder = Files.createTempDirectory("wzp-nearby-");
            folders.add(folder);
            EmbeddedRelay relay = new EmbeddedRelay(
                    RelayConfig.defaults(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder)
                            .with(FederationConfig.NONE),
                    RelayTime.system(),
                    new LoopbackLan(name));
            relays.add(relay);
            relay.start();
        } catch (IOException | RelayStartException e) {
            LOG.error("A relay nearby could not be started; its picture shows what there is.", e);
        }
    }

    boolean areHeard() {
        return window.snapshot().nearby().relays().size() == NAMES.size();
    }

    /** Waits until they have stopped: their folders go with them. */
    void end() {
        work.execute(() -> {
            relays.forEach(EmbeddedRelay::close);
            folders.forEach(RehearsalRelays::delete);
        });
        work.close();
    }
}
