package org.wzp.relay.transport.linux;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of several loops on one port. */
public final class SocketGroup {
    private static final Logger LOG = LoggerFactory.getLogger(SocketGroup.class);

    private SocketGroup() {}

    /** One socket that only dials. */
    public static List<LinuxSocket> forDialling(InetSocketAddress address) throws IOException {
        return List.of(LinuxSocket.bind(address, false));
    }

    /**
     * Opens and binds. The kernel gives each packet to the socket that its connection id names, as {@link PacketFilter} says, or to
     * any of them where it can't tell.
     *
     * @param loops at least 1
     * @param filtered false for what happens on a kernel that does not know the filter
     * @throws BindException if the address is taken, also by a program of this user that would share it
     */
    public static List<LinuxSocket> bind(InetSocketAddress address, int loops, boolean filtered) throws IOException {
        List<LinuxSocket> all = new ArrayList<>();
        boolean complete = false;
        try {
            LinuxSocket first = LinuxSocket.bind(address, true);
            all.add(first);
            // only once it is bound: two relays must not come to share a port without a word
            first.share();
            while (all.size() < loops) {
                all.add(first.another());
            }
            if (loops > 1 && !(filtered && PacketFilter.attach(first, loops))) {
                LOG.info(
                        "This kernel can't tell packets apart for the network loops; they pass them to each other instead.");
            }
            complete = true;
            return List.copyOf(all);
        } finally {
            if (!complete) {
                all.forEach(LinuxSocket::close);
            }
        }
    }
}
