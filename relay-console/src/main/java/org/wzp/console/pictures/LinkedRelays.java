package org.wzp.console.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wzp.console.app.RehearsalRelays;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.engine.EmbeddedRelay;

/**
 * Other relays for the pictures of federation: real ones in this process, with callers. Starting one takes a while, so it is done on a
 * thread of its own, one after the other; the window's thread asks whether it is done.
 */
final class LinkedRelays {
    private static final List<String> LINKED = List.of("Branch office", "Club house", "Harbour");
    private static final String STRANGER = "Stranger";
    private static final String ACTOR = "pictures";

    private static final Duration PICTURE = Duration.ofSeconds(2);

    /** So that link and room are seen at work. */
    private static final double BUSY_PER_SECOND = 5;

    private final ConfiguredRelay window;
    private final RehearsalRelays relays;
    private final ExecutorService work =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private boolean linked;
    private boolean cut;
    private boolean knocked;

    LinkedRelays(ConfiguredRelay window) {
        this.window = window;
        this.relays = new RehearsalRelays(window);
    }

    /** Three of them link; the first is dialled from here, so that a countdown is seen when it has gone. */
    void link() {
        if (!linked) {
            linked = true;
            work.execute(() -> {
                List<String> rooms = window.snapshot().rooms().stream()
                        .map(room -> room.name())
                        .limit(2)
                        .toList();
                try {
                    for (String label : LINKED) {
                        EmbeddedRelay relay = relays.link(label, rooms);
                        if (label.equals(LINKED.getFirst())) {
                            dial(relay, label);
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void dial(EmbeddedRelay relay, String label) {
        var endpoint = relay.snapshot().endpoint();
        window.execute(
                ACTOR,
                new DialRelay(
                        "127.0.0.1:" + endpoint.listening().orElseThrow().getPort(),
                        endpoint.tlsFingerprint().orElseThrow(),
                        label));
    }

    boolean areLinked() {
        FederationStatus federation = window.snapshot().federation();
        return federation.peers().size() == LINKED.size()
                && federation.peers().stream()
                        .allMatch(peer ->
                                peer.state() == State.UP && peer.traffic().inPerSecond() > BUSY_PER_SECOND);
    }

    /** The one that is dialled from here stops. */
    void cut() {
        if (!cut) {
            cut = true;
            work.execute(() -> relays.stop(LINKED.getFirst()));
        }
    }

    /** And will be for as long as a picture takes. */
    boolean oneIsDown() {
        RelaySnapshot now = window.snapshot();
        return now.federation().peers().stream()
                .flatMap(peer -> peer.retryAt().stream())
                .anyMatch(then -> then.isAfter(now.at().plus(PICTURE)));
    }

    /** One that nobody knows wants a link. */
    void knock() {
        if (!knocked) {
            knocked = true;
            work.execute(() -> {
                try {
                    relays.add(STRANGER, List.of());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    boolean oneKnocks() {
        return !window.snapshot().federation().knocks().isEmpty();
    }

    /** Waits until they have stopped: their folders go with them. */
    void end() {
        work.execute(relays::close);
        work.close();
    }
}
