package org.wzp.relay.text;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.wzp.relay.wire.SocketAddressText;

/** Addresses as people read and type them, IPv6 in the form of RFC 5952. Nothing is looked up. */
public final class Addresses {
    private Addresses() {}

    /** {@code 192.168.1.20:4433} or {@code [2001:db8::1]:4433}, without a zone, which means nothing on another machine. */
    public static String of(InetSocketAddress address) {
        if (address.getAddress() == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = of(address.getAddress());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** {@code 192.168.1.20} or {@code 2001:db8::1}. */
    public static String of(InetAddress address) {
        return SocketAddressText.host(address);
    }
}
