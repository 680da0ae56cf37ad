package org.wzp.relay.nearby;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which addresses are those of a private network. A relay is announced on no other: who has a machine in a data centre does not
 * want to be found by its neighbours there, nor to answer questions of the whole Internet.
 */
final class LanAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(LanAddresses.class);
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private LanAddresses() {}

    /**
     * Where a relay that listens there is announced.
     *
     * @param interfaces the addresses of each interface
     */
    static List<InetAddress> of(InetAddress listening, List<List<InetAddress>> interfaces) {
        if (!listening.isAnyLocalAddress()) {
            return isPrivate(listening) ? List.of(listening) : List.of();
        }
        // one that listens on every IPv6 address is reached over IPv4 as well
        boolean ipv6Too = listening instanceof Inet6Address;
        return interfaces.stream()
                .flatMap(addresses -> addresses.stream()
                        .filter(address -> isPrivate(address) && (ipv6Too || address instanceof Inet4Address))
                        .sorted(Comparator.comparing(address -> address instanceof Inet6Address))
                        .limit(1))
                .distinct()
                .toList();
    }

    /** Whether somebody on the network of {@code own} may have this address: nothing leads elsewhere. */
    static boolean isOfNetwork(InetAddress address, InetAddress own) {
        return own.isLoopbackAddress() ? address.isLoopbackAddress() : isPrivate(address);
    }

    /** RFC 1918, RFC 3927, RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> four.isSiteLocalAddress() || four.isLinkLocalAddress();
            case Inet6Address six -> (six.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
            default -> false;
        };
    }

    /** Those of this machine's interfaces that are up and carry multicast. */
    static List<InetAddress> ofThisMachine(InetSocketAddress listening) {
        List<List<InetAddress>> interfaces = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .filter(LanAddresses::carriesMulticast)
                    .forEach(card -> interfaces.add(card.inetAddresses().toList()));
        } catch (SocketException e) {
            LOG.debug("The interfaces of this machine can't be listed: {}", e.getMessage());
        }
        return of(listening.getAddress(), interfaces);
    }

    private static boolean carriesMulticast(NetworkInterface card) {
        try {
            return card.isUp() && card.supportsMulticast() && !card.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }
}
