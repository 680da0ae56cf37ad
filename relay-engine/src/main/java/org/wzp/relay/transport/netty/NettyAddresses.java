package org.wzp.relay.transport.netty;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are that have changed their address without knowing it. The codec gives a connection a path for each address
 * that it ever came from and takes nothing from elsewhere once there are as many as it may have; so it is shown the address
 * that each connection id was first used from, and packets are readdressed on the way in and out. As with the codec alone, the
 * last packet with a connection's id decides where its media goes. Confined to the loop.
 */
final class NettyAddresses {
    /** Connection ids that are remembered; the one that was silent for longest makes room, and begins anew. */
    static final int MOST = 16_384;

    /** Where the holder of one connection id is. */
    private static final class Place {
        InetSocketAddress shown;
        InetSocketAddress real;

        Place(InetSocketAddress at) {
            shown = at;
            real = at;
        }
    }

    private final Map<Long, Place> byId = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Place> eldest) {
            if (size() <= MOST) {
                return false;
            }
            moved.remove(eldest.getValue().shown, eldest.getValue());
            return true;
        }
    };
    /** Those who are not where the codec believes, by where it believes them. */
    private final Map<InetSocketAddress, Place> moved = new HashMap<>();

    /** A packet with this connection id came from there; the address that the codec shall see. */
    InetSocketAddress arrive(long id, InetSocketAddress from) {
        Place place = byId.get(id);
        if (place == null) {
            byId.put(id, new Place(from));
            return from;
        }
        if (!place.real.equals(from)) {
            place.real = from;
            if (from.equals(place.shown)) {
                moved.remove(from, place);
            } else {
                moved.put(place.shown, place);
            }
        }
        return place.shown;
    }

    /** Somebody begins a connection from there: the address means them from now on. */
    void begin(InetSocketAddress from) {
        Place before = moved.remove(from);
        if (before != null) {
            before.shown = before.real;
        }
    }

    /** Where a packet goes that the codec sends there. */
    InetSocketAddress real(InetSocketAddress shown) {
        @Nullable Place place = moved.get(shown);
        return place == null ? shown : place.real;
    }

    int size() {
        return byId.size();
    }
}
