package org.wzp.relay.config;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.wzp.relay.api.Misfit;
import org.wzp.relay.wire.SocketAddressText;

/**
 * An address and a port as somebody types them: as {@link SocketAddressText} has them, and with the name of a network
 * interface as the zone, since numbers of interfaces are nothing that people know ({@code [fe80::1%eth0]:4433}, RFC 4007
 * section 11).
 */
public final class TypedAddress {
    private TypedAddress() {}

    /**
     * @param text where the zone, if there is one, is an interface of this machine, by name or number
     * @throws Unfit if it is no such address
     */
    public static InetSocketAddress parse(String text) throws Unfit {
        int percent = text.indexOf('%');
        int bracket = text.indexOf(']');
        String numeric = text;
        String shown = TextType.shown(text);
        if (percent >= 0 && bracket > percent) {
            String zone = text.substring(percent + 1, bracket);
            NetworkInterface card = card(zone).orElseThrow(() -> new Unfit(new Misfit.NoInterface(shown, names())));
            numeric = text.substring(0, percent + 1) + card.getIndex() + text.substring(bracket);
        }
        InetSocketAddress address = SocketAddressText.parse(numeric)
                .map(SocketAddressText::toInetSocketAddress)
                .orElseThrow(() -> new Unfit(new Misfit.NoAddress(shown)));
        if (address.getAddress() instanceof Inet6Address six && six.isLinkLocalAddress() && six.getScopeId() == 0) {
            throw new Unfit(new Misfit.LacksInterface(shown, names()));
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

    private static List<String> names() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .sorted()
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
