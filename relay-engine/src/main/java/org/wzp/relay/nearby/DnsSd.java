package org.wzp.relay.nearby;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.wzp.relay.wire.Bytes;

/** Announces services on networks and hears of others. Its methods may take seconds, all but {@link #suits}. */
public interface DnsSd {
    /** Whether a relay that listens there can be reached over a network at all. */
    boolean suits(InetSocketAddress listening);

    /** Addresses of this machine, one for each network that a relay that listens there is announced on now. */
    List<InetAddress> networks(InetSocketAddress listening);

    /**
     * Announces this relay on the network of one address, and listens there until it is closed.
     *
     * @throws IOException if that network can't be used
     */
    Network open(InetAddress own, Announcement announcement) throws IOException;

    /** One network. One thread at a time. */
    interface Network extends AutoCloseable {
        /** Asks who is there; answers come in by and by. */
        void ask();

        /** What is announced there now, as it was sent; those heard first come first. Looks at so many announcements. */
        List<Heard> heard(int most);

        /** How much of what others sent is kept, bytes, about. */
        long keptBytes();

        /** Packets that were not read, as they are none or would have cost too much, since it was opened. */
        long unread();

        /** Tells the network that this relay is no longer there. */
        @Override
        void close();
    }

    /**
     * Somebody's announcement. Nothing of it is checked.
     *
     * @param own the address of this machine on the network where it was heard
     * @param addresses of its host
     * @param port 0 to 65,535
     * @param text attributes as they were sent (RFC 6763, 6)
     * @param age since it was heard last
     */
    record Heard(InetAddress own, List<InetAddress> addresses, int port, Bytes text, Duration age) {}
}
