package org.wzp.relay.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Socket address text: {@code a.b.c.d:port} or {@code [ipv6]:port}, numeric only (wire specification 0). Not Java's own
 * parser, which resolves host names and turns IPv4-mapped addresses into IPv4.
 *
 * @param address 4 or 16 bytes
 * @param scope IPv6 scope id, unsigned 32 bits; 0 for none
 * @param port 0 to 65,535
 */
public record SocketAddressText(Bytes address, long scope, int port) {
    private static final int MAX_PORT = 0xFFFF;

    public SocketAddressText {
        if (address.size() != IpText.V4_BYTES && address.size() != IpText.V6_BYTES) {
            throw new IllegalArgumentException("An IP address has 4 or 16 bytes, not " + address.size() + ".");
        }
        Unsigned.requireU32(scope, "scope id");
        Unsigned.requireU16(port, "port");
    }

    /** Empty for anything but the text form. */
    public static Optional<SocketAddressText> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        long port = decimal(text.substring(colon + 1), MAX_PORT);
        String host = text.substring(0, colon);
        if (port < 0) {
            return Optional.empty();
        }
        if (!host.startsWith("[") || !host.endsWith("]") || host.length() < 2) {
            return IpText.parseV4(host).map(address -> new SocketAddressText(address, 0, (int) port));
        }
        String inner = host.substring(1, host.length() - 1);
        int percent = inner.indexOf('%');
        long scope = percent < 0 ? 0 : decimal(inner.substring(percent + 1), Unsigned.MAX_U32);
        if (scope < 0) {
            return Optional.empty();
        }
        return IpText.parseV6(percent < 0 ? inner : inner.substring(0, percent))
                .map(address -> new SocketAddressText(address, scope, (int) port));
    }

    /** A resolved address, IPv4-mapped ones as plain IPv4, which is what stock peers can dial. */
    public static SocketAddressText of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("The address " + address + " is not resolved.");
        }
        long scope = address.getAddress() instanceof Inet6Address six ? Integer.toUnsignedLong(six.getScopeId()) : 0;
        return new SocketAddressText(Bytes.of(address.getAddress().getAddress()), scope, address.getPort());
    }

    /** Whether the text is an IP address alone, without port and brackets. */
    public static boolean isIpLiteral(String text) {
        return IpText.parseV4(text).isPresent() || IpText.parseV6(text).isPresent();
    }

    /** An address alone, without port and zone, in the form of RFC 5952; an IPv4-mapped one as IPv4. */
    public static String host(InetAddress address) {
        Bytes bytes = Bytes.of(address.getAddress());
        return bytes.size() == IpText.V4_BYTES ? IpText.formatV4(bytes, 0) : IpText.formatV6(bytes);
    }

    /** The one form in which it is written. */
    public String text() {
        if (address.size() == IpText.V4_BYTES) {
            return IpText.formatV4(address, 0) + ":" + port;
        }
        String zone = scope == 0 ? "" : "%" + scope;
        return "[" + IpText.formatV6(address) + zone + "]:" + port;
    }

    /** For binding and dialling, with its scope; an IPv4-mapped address becomes IPv4. */
    public InetSocketAddress toInetSocketAddress() {
        try {
            return new InetSocketAddress(
                    scope == 0
                            ? InetAddress.getByAddress(address.toArray())
                            : Inet6Address.getByAddress(null, address.toArray(), (int) scope),
                    port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Java refuses an address of 4 or 16 bytes.", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }

    /** A decimal number up to {@code max}, leading zeros allowed; -1 for anything else. */
    private static long decimal(String text, long max) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
            if (value > max) {
                return -1;
            }
        }
        return text.isEmpty() ? -1 : value;
    }
}
