package org.wzp.relay.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened at one endpoint before and beside the connections' own counters. Any thread. */
public final class EndpointCounters {
    /** What is counted. */
    public enum Event {
        ACCEPTED,
        HANDSHAKE_FAILED,
        /** Refused because too many were logging in, over all addresses or from one prefix. */
        REFUSED_BUSY,
        /** UDP payloads that are no QUIC packet for us. */
        STRAY_PACKET,
        /** Address-validation tokens that did not verify. */
        BAD_TOKEN,
        UNREADABLE_SIGNAL,
        SIGNAL_TOO_LARGE,
        SIGNAL_OVERFLOW
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    public EndpointCounters() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    public void count(Event event) {
        adder(event).increment();
    }

    public long of(Event event) {
        return adder(event).sum();
    }

    private LongAdder adder(Event event) {
        LongAdder adder = counts.get(event);
        if (adder == null) {
            throw new AssertionError(event);
        }
        return adder;
    }
}
