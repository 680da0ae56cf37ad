package org.wzp.relay.transport;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What happened at one endpoint before and beside the connections' own counters. Any thread. */
public final class EndpointCounters {
    /** What is counted. */
    public enum Event {
        ACCEPTED("accepted"),
        /** Connections that ended before their handshake was complete, once each. */
        HANDSHAKE_FAILED("handshake-failed"),
        /** Unknown QUIC versions answered with those we speak. */
        VERSION_NEGOTIATED("version-negotiated"),
        /** New clients asked to prove their address first. */
        RETRY_SENT("retry-sent"),
        /** Refused because too many were logging in, over all addresses or from one prefix. */
        REFUSED_BUSY("refused-busy"),
        /** Closed because they had not logged in and a new one needed their place. */
        MADE_ROOM("made-room"),
        /** Closed because they had sent more than a login takes and not logged in. */
        TOO_MUCH_BEFORE_LOGIN("too-much-before-login"),
        /** Forgotten at once after their end, because many had ended just before. */
        FORGOTTEN_EARLY("forgotten-early"),
        /** Connections closed by QUIC because their peer broke its rules, such as to send more than it has been allowed. */
        PROTOCOL_VIOLATION("protocol-violation"),
        /** Addresses of connection ids forgotten for others; the codec's channels alone remember them. */
        ADDRESS_FORGOTTEN("address-forgotten"),
        /** UDP payloads that are no QUIC packet for us. */
        STRAY_PACKET("stray-packet"),
        /** Clients told that their connection is unknown here, such as one from before a restart. */
        RESET_SENT("reset-sent"),
        /** Packets of unknown connections that got no such answer: too short for one, or too many came in a second. */
        RESET_WITHHELD("reset-withheld"),
        /** Address-validation tokens that did not verify. */
        BAD_TOKEN("bad-token"),
        /** Packets for a connection that had ended already; the direct transport alone knows. */
        AFTER_CLOSE("after-close"),
        /** Well-framed streams that hold no known signal, and streams that ended too soon or were reset. */
        UNREADABLE_SIGNAL("unreadable-signal"),
        /** Connections closed because a signal's announced length was over the limit. */
        SIGNAL_TOO_LARGE("signal-too-large"),
        /** Connections closed because too much waited for a stream that did not come. */
        SIGNAL_BACKLOG("signal-backlog"),
        /** Connections closed because their peer had opened more streams than it may by then. */
        STREAMS_USED_UP("streams-used-up"),
        /** Connections closed because too much that other threads wanted of them waited for their loop. */
        TASKS_REFUSED("tasks-refused"),
        /** Connections closed because their peer did not read its signals. */
        SIGNAL_OVERFLOW("signal-overflow");

        private final String key;

        Event(String key) {
            this.key = key;
        }

        /** Stable name for metrics and tables. */
        public String key() {
            return key;
        }
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);
    private volatile @Nullable InetAddress lastToMakeRoom;

    public EndpointCounters() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    public void count(Event event) {
        adder(event).increment();
    }

    /** A silent connection from there was closed for a new one. */
    public void madeRoom(InetAddress address) {
        lastToMakeRoom = address;
        count(Event.MADE_ROOM);
    }

    /** Where the last one came from that was closed for a new one: in an attack, one of the attackers. */
    public Optional<InetAddress> lastToMakeRoom() {
        return Optional.ofNullable(lastToMakeRoom);
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
