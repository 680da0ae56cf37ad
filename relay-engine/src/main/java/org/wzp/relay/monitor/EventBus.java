package org.wzp.relay.monitor;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.contention.QueueGauge;

/**
 * Carries events from any thread, event loops included, to the listeners on the engine thread. Offering takes no lock and
 * never waits; beyond {@value #MAX_WAITING} events newer ones are dropped and counted, so that a flood of refusals costs
 * neither memory nor anybody's audio.
 */
public final class EventBus {
    static final int MAX_WAITING = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final ConcurrentLinkedQueue<RelayEvent> waiting = new ConcurrentLinkedQueue<>();
    private final QueueGauge places;
    private final List<Consumer<RelayEvent>> listeners = new CopyOnWriteArrayList<>();

    public EventBus(LockLedger ledger) {
        places = ledger.lastingQueue("events", MAX_WAITING);
    }

    /** Any thread. */
    public void offer(RelayEvent event) {
        if (places.offer()) {
            waiting.add(event);
        }
    }

    public AutoCloseable listen(Consumer<RelayEvent> listener) {
        // A wrapper of its own, so that the same listener registered twice can be taken off once.
        Consumer<RelayEvent> registration = event -> listener.accept(event);
        listeners.add(registration);
        return () -> listeners.remove(registration);
    }

    /** Delivers what waits. One thread at a time. */
    public void deliver() {
        for (RelayEvent event = waiting.poll(); event != null; event = waiting.poll()) {
            places.taken();
            tellAll(event);
        }
    }

    /** An error of one listener ends the thread, but only when the others have heard. */
    private void tellAll(RelayEvent event) {
        Error first = null;
        for (Consumer<RelayEvent> listener : listeners) {
            try {
                tell(listener, event);
            } catch (Error e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void tell(Consumer<RelayEvent> listener, RelayEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error(
                    "A listener failed on {}; the others still hear of it.",
                    event.getClass().getSimpleName(),
                    e);
        }
    }

    public long dropped() {
        return places.statistics().dropped();
    }
}
