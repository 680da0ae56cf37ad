package org.wzp.relay.config;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wzp.relay.wire.SocketAddressText;

/**
 * An address and a port as somebody types them: as {@link SocketAddressText} has them, and with the name of a network
 * interface as the zone, since numbers of interfaces are nothing that people know ({@code [fe80::1%eth0]:4433}, RFC 4007
 * section 11).
 */
public final class TypedAddress {
    private static final String ANY = "an address and a port such as 0.0.0.0:4433 or [::]:4433";

    private TypedAddress() {}

    /** What the text should be instead; goes after "must be". */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String allowed) {
            super(allowed, null, false, false);
        }

        public String allowed() {
            return String.valueOf(getMessage());
        }
    }

    /** @param text where the zone, if there is one, is an interface of this machine, by name or number */
    public static InetSocketAddress parse(String text) throws Unusable {
        int percent = text.indexOf('%');
        int bracket = text.indexOf(']');
        String numeric = text;
        if (percent >= 0 && bracket > percent) {
            String zone = text.substring(percent + 1, bracket);
            NetworkInterface card = card(zone)
                    .orElseThrow(() -> new Unusable("on a network interface of this machine after the %: " + names()));
            numeric = text.substring(0, percent + 1) + card.getIndex() + text.substring(bracket);
        }
        InetSocketAddress address = SocketAddressText.parse(numeric)
                .map(SocketAddressText::toInetSocketAddress)
                .orElseThrow(() -> new Unusable(ANY));
        if (address.getAddress() instanceof Inet6Address six && six.isLinkLocalAddress() && six.getScopeId() == 0) {
            throw new Unusable(
                    "with the network interface that its link is on after a %, such as [fe80::1%eth0]:4433; this"
                            + " machine has " + names());
        }
        return address;
    }

    private static Optional<NetworkInterface> card(String zone) {
        try {
            NetworkInterface named = NetworkInterface.getByName(zone);
            if (named != null) {
                return Optional.of(named);
            }
            return zone.matches("0*[1-9][0-9]{0,8}")
                    ? Optional.ofNullable(NetworkInterface.getByIndex(Integer.parseInt(zone)))
                    : Optional.empty();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String names() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (SocketException e) {
            return "none that it tells";
        }
    }
}
