package org.wzp.console.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.client.RehearsalCallers;

/**
 * Synthetic callers who join this window's relay through real loopback connections whenever it starts, until the
 * operator ends the rehearsal.
 *
 * <p>{@code callers} is swapped by background threads; {@code active} changes on the window's thread.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final ConfiguredRelay relay;
    private final RehearsalSize size;
    private final int relays;
    private final Executor background;
    private final Executor windowThread;
    private final AtomicReference<@Nullable RehearsalCallers> callers = new AtomicReference<>();
    private final AtomicReference<@Nullable RehearsalRelays> others = new AtomicReference<>();
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
    private volatile boolean wanted = true;

    Rehearsal(ConfiguredRelay relay, RehearsalSize size, int relays, Executor background, Executor windowThread) {
        this.relays = relays;
        this.relay = relay;
        this.size = size;
        this.background = background;
        this.windowThread = windowThread;
    }

    ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    /** An engine thread tells; the joining happens elsewhere. */
    void heard(RelayEvent event) {
        if (event instanceof RelayEvent.StateChanged changed) {
            if (changed.state() == RelayState.RUNNING && wanted) {
                background.execute(this::begin);
            } else if (changed.state() == RelayState.STOPPING || changed.state() == RelayState.FAILED) {
                background.execute(this::leave);
            }
        }
    }

    /** Everybody synthetic leaves, for good. */
    void end() {
        wanted = false;
        background.execute(this::leave);
    }

    private void begin() {
        relay.snapshot().endpoint().listening().ifPresent(address -> {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
            RehearsalCallers coming = new RehearsalCallers(here, size.rooms(), size.people());
            relay.rehearsing(coming.fingerprints());
            replace(coming);
            try {
                coming.start();
                link(coming.rooms());
                windowThread.execute(() -> active.set(true));
            } catch (IOException e) {
                LOG.warn("The rehearsal could not begin: {}", e.getMessage());
                leave();
            }
        });
    }

    private void link(List<String> rooms) throws IOException {
        if (relays > 1) {
            RehearsalRelays made = new RehearsalRelays(relay);
            part(others.getAndSet(made));
            made.start(relays - 1, rooms);
        }
    }

    private static void part(@Nullable RehearsalRelays before) {
        if (before != null) {
            before.close();
        }
    }

    private void leave() {
        replace(null);
        part(others.getAndSet(null));
        relay.rehearsing(Set.of());
        windowThread.execute(() -> active.set(false));
    }

    private void replace(@Nullable RehearsalCallers next) {
        RehearsalCallers before = callers.getAndSet(next);
        if (before != null) {
            before.close();
        }
    }
}
