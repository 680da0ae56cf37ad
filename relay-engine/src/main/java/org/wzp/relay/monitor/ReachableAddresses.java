package org.wzp.relay.monitor;

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
 * The addresses a client on the network can type, most useful first: private IPv4, other IPv4, IPv6. Loopback only when
 * there is nothing else; link-local IPv6 never, because its zone means nothing on another machine.
 */
public final class ReachableAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(ReachableAddresses.class);

    private ReachableAddresses() {}

    /** @param listening the bound address with its real port */
    public static List<InetSocketAddress> of(InetSocketAddress listening) {
        if (!listening.getAddress().isAnyLocalAddress()) {
            return List.of(listening);
        }
        return of(listening, addressesOfThisMachine());
    }

    public static List<InetSocketAddress> of(InetSocketAddress listening, List<InetAddress> candidates) {
        boolean ipv6Too = listening.getAddress() instanceof Inet6Address;
        List<InetAddress> usable = candidates.stream()
                .filter(address -> address instanceof Inet4Address || ipv6Too)
                .filter(address -> !address.isMulticastAddress() && !address.isAnyLocalAddress())
                .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
                .sorted(Comparator.comparingInt(ReachableAddresses::rank))
                .distinct()
                .toList();
        List<InetAddress> fromOutside =
                usable.stream().filter(address -> !address.isLoopbackAddress()).toList();
        return (fromOutside.isEmpty() ? usable : fromOutside)
                .stream()
                        .map(address -> new InetSocketAddress(address, listening.getPort()))
                        .toList();
    }

    private static int rank(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return 4;
        }
        if (address instanceof Inet6Address) {
            return 3;
        }
        if (address.isLinkLocalAddress()) {
            return 2;
        }
        return address.isSiteLocalAddress() ? 0 : 1;
    }

    private static List<InetAddress> addressesOfThisMachine() {
        List<InetAddress> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .filter(ReachableAddresses::isUp)
                    .forEach(card -> card.inetAddresses().forEach(found::add));
        } catch (SocketException e) {
            LOG.warn("The addresses of this machine can't be listed: {}", e.getMessage());
        }
        if (found.isEmpty()) {
            found.add(InetAddress.getLoopbackAddress());
        }
        return found;
    }

    private static boolean isUp(NetworkInterface card) {
        try {
            return card.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
