package org.wzp.relay.federation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened to relays that wanted a link, and to what linked ones told. Any thread. */
public final class FederationCounters {
    private static final String PREFIX = "federation.";

    /** What is counted. */
    public enum Event {
        /** Turned away: it is in none of the lists. */
        NOT_TRUSTED("not-trusted"),
        /** Turned away: its proof does not hold. */
        UNPROVEN("unproven"),
        /** Turned away: it only claims who it is, and that is not enough, or the link is there already. */
        CLAIM_REFUSED("claim-refused"),
        /** Turned away: it said nothing in time, or something else. */
        NO_HELLO("no-hello"),
        /** Turned away: it has begun so many links lately. */
        TOO_OFTEN("too-often"),
        /** Links that were ended, as the other relay sent more signals than this one gets to. */
        SIGNAL_FLOOD("signal-flood"),
        /** People whom a linked relay told of and who were left out, as its list was too long. */
        NAMES_CUT("names-cut");

        private final String key;

        Event(String key) {
            this.key = PREFIX + key;
        }

        /** Stable name for metrics and tables. */
        public String key() {
            return key;
        }
    }

    private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);

    FederationCounters() {
        for (Event event : Event.values()) {
            events.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        count(event, 1);
    }

    void count(Event event, long times) {
        LongAdder adder = events.get(event);
        if (adder != null) {
            adder.add(times);
        }
    }

    /** By stable name. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        events.forEach((event, adder) -> all.put(event.key(), adder.sum()));
        return all;
    }
}
