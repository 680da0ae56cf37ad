package org.wzp.relay.transport.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.EndpointCounters;

/**
 * Which ports clients have that have changed them without knowing it, as a NAT gives another one whenever it forgets. The codec
 * gives a connection a path for each address that it ever came from and takes nothing from elsewhere once there are as many as
 * it may have; so it is shown the port that each connection id was first used from at a machine, and packets are readdressed on
 * the way in and out. As with the codec alone, the last packet with a connection's id decides to which port of a machine its
 * media goes. Another machine is shown to the codec as it is, which has it proven: a client could write anybody's address on a
 * packet and send the media of its rooms there. Confined to the loop.
 */
final class NettyAddresses {
    /**
     * Connection ids, each at one machine, that are remembered; the one that was silent for longest makes room, and begins
     * anew.
     */
    static final int MOST = 16_384;

    private record Holder(long id, InetAddress host) {}

    /** At which port of a machine the holder of one connection id is. */
    private static final class Place {
        InetSocketAddress shown;
        InetSocketAddress real;

        Place(InetSocketAddress at) {
            shown = at;
            real = at;
        }
    }

    private final Map<Holder, Place> byHolder = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Holder, Place> eldest) {
            if (size() <= MOST) {
                return false;
            }
            moved.remove(eldest.getValue().shown, eldest.getValue());
            counters.count(EndpointCounters.Event.ADDRESS_FORGOTTEN);
            return true;
        }
    };
    private final EndpointCounters counters;
    /** Those who are not where the codec believes, by where it believes them. */
    private final Map<InetSocketAddress, Place> moved = new HashMap<>();

    NettyAddresses(EndpointCounters counters) {
        this.counters = counters;
    }

    /** A packet with this connection id came from there; the address that the codec shall see. */
    InetSocketAddress arrive(long id, InetSocketAddress from) {
        Holder holder = new Holder(id, from.getAddress());
        Place place = byHolder.get(holder);
        if (place == null) {
            byHolder.put(holder, new Place(from));
            return from;
        }
        if (!place.real.equals(from)) {
            place.real = from;
            if (from.equals(place.shown)) {
                moved.remove(from, place);
            } else {
                moved.put(place.shown, place);
            }
        } else if (from.equals(place.shown)) {
            settle(from, place);
        }
        return place.shown;
    }

    /** Somebody begins a connection from there: the address means them from now on. */
    void begin(InetSocketAddress from) {
        settle(from, null);
    }

    /** Whoever is at an address is answered there, and not where somebody is who was seen there before. */
    private void settle(InetSocketAddress at, @Nullable Place holder) {
        Place before = moved.get(at);
        if (before != null && before != holder) {
            moved.remove(at);
            before.shown = before.real;
        }
    }

    /** Where a packet goes that the codec sends there. */
    InetSocketAddress real(InetSocketAddress shown) {
        @Nullable Place place = moved.get(shown);
        return place == null ? shown : place.real;
    }

    int size() {
        return byHolder.size();
    }
}
