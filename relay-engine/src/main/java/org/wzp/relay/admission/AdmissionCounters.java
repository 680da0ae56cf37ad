package org.wzp.relay.admission;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.wzp.relay.api.Refusal;

/** What happened to those who wanted in. Any thread; striped adders, so counting never makes two loops wait for each other. */
public final class AdmissionCounters {

    /** What is counted beside refusals and token outcomes. */
    public enum Event {
        JOINED("joined"),
        PINGED("pinged"),
        VERSION_ASKED("version-asked"),
        /** Signals on a room connection after the join, which the protocol ignores (wire specification R14). */
        SIGNAL_IGNORED("signal-ignored"),
        /** Unreadable signals after the join, skipped (wire specification 7.4). */
        SIGNAL_UNREADABLE("signal-unreadable"),
        /** Signals on a room connection beyond what is looked at in a second. */
        SIGNAL_SKIPPED("signal-skipped"),
        /** Participants disconnected because their signals would not end. */
        SIGNAL_FLOOD("signal-flood"),
        /** Unidirectional streams, on which clients have nothing to say (wire specification 1.5). */
        STREAM_IGNORED("stream-ignored"),
        /** Datagrams before the join beyond what is kept for it, or on a connection that never joins. */
        EARLY_DATAGRAM_DROPPED("early");

        private final String key;

        Event(String key) {
            this.key = key;
        }

        /** Stable name for metrics and tables. */
        public String key() {
            return key;
        }
    }

    private final Map<Event, LongAdder> events = adders(Event.class);
    private final Map<Refusal, LongAdder> refusals = adders(Refusal.class);
    private final Map<TokenVerdict.Outcome, LongAdder> tokens = adders(TokenVerdict.Outcome.class);

    void count(Event event) {
        adder(events, event).increment();
    }

    void count(Event event, long times) {
        adder(events, event).add(times);
    }

    void count(Refusal refusal) {
        adder(refusals, refusal).increment();
    }

    void count(TokenVerdict.Outcome outcome) {
        adder(tokens, outcome).increment();
    }

    public long of(Event event) {
        return adder(events, event).sum();
    }

    public long of(Refusal refusal) {
        return adder(refusals, refusal).sum();
    }

    public long of(TokenVerdict.Outcome outcome) {
        return adder(tokens, outcome).sum();
    }

    /**
     * Everything that happened, by stable name: {@code joined}, {@code refused.banned}, {@code token.timeout} and so on;
     * what never happened is left out.
     */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        events.forEach((event, adder) -> all.put(event.key(), adder.sum()));
        refusals.forEach((refusal, adder) -> all.put("refused." + refusal.key(), adder.sum()));
        tokens.forEach((outcome, adder) -> all.put("token." + outcome.key(), adder.sum()));
        all.values().removeIf(count -> count == 0);
        return all;
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> map = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            map.put(constant, new LongAdder());
        }
        return map;
    }

    private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> map, E key) {
        LongAdder adder = map.get(key);
        if (adder == null) {
            throw new AssertionError(key);
        }
        return adder;
    }
}
