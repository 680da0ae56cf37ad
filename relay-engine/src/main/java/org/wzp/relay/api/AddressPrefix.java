package org.wzp.relay.api;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.SocketAddressText;

/**
 * An address prefix such as {@code 192.168.1.0/24} or {@code fd00::/64}; a single address is /32 or /128. Bits beyond the
 * prefix are zero, so equal prefixes are equal records.
 *
 * @param bytes the network, 4 or 16 bytes
 * @param bits 0 to 32 or 128
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see equals
public record AddressPrefix(byte[] bytes, int bits) {
    private static final int BYTE_BITS = 8;
    /** Digits of ASCII without leading zeros, which some programs read as octal: an octet, or a number of bits. */
    private static final String NUMBER = "(?:0|[1-9][0-9]{0,2})";

    private static final Pattern IPV4 = Pattern.compile("(?:" + NUMBER + "\\.){3}" + NUMBER);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(?:" + IPV4 + ")?");
    private static final Pattern BITS = Pattern.compile(NUMBER);
    private static final int MAX_OCTET = 255;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_SITE_BITS = 64;
    /** What stands before an IPv4 address in its IPv6 form. */
    private static final int MAPPED_BITS = 96;

    /**
     * Numeric addresses only; nothing is looked up.
     *
     * @throws IllegalArgumentException if the text is no prefix; the message says what one looks like
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isAddress(address)
                || (slash >= 0 && !BITS.matcher(text.substring(slash + 1)).matches())) {
            throw notAPrefix(text);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int most = bytes.length * BYTE_BITS;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (slash >= 0 && bytes.length == IPV4_BYTES && address.indexOf(':') >= 0) {
                // ::ffff:10.0.0.0/104 is 10.0.0.0/8 (RFC 4291, 2.5.5.2); Java has taken the 96 bits off the address
                // only
                bits -= MAPPED_BITS;
            }
            if (bits < 0 || bits > most) {
                throw notAPrefix(text);
            }
            return new AddressPrefix(masked(bytes, bits), bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw notAPrefix(text);
        }
    }

    /** What Java would look up by name, or read in a shorthand of its own such as {@code 10.1}, is none. */
    private static boolean isAddress(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        String ipv4 = ipv6 ? text.substring(text.lastIndexOf(':') + 1) : text;
        boolean octets = !IPV4.matcher(ipv4).matches()
                || Pattern.compile("\\.").splitAsStream(ipv4).allMatch(octet -> Integer.parseInt(octet) <= MAX_OCTET);
        return octets && (ipv6 ? IPV6 : IPV4).matcher(text).matches();
    }

    /** The prefix of this length that the address belongs to. */
    public static AddressPrefix of(InetAddress address, int bits) {
        return new AddressPrefix(masked(address.getAddress(), bits), bits);
    }

    /**
     * A single numeric address.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static InetAddress address(String text) {
        AddressPrefix single = parse(text);
        if (text.indexOf('/') >= 0) {
            throw notAPrefix(text);
        }
        try {
            return InetAddress.getByAddress(single.bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    /** The one IPv4 address, or the /64 of an IPv6 address: a household or a machine has a /64 for itself (RFC 6177). */
    public static AddressPrefix around(InetAddress address) {
        byte[] bytes = address.getAddress();
        int bits = bytes.length == IPV4_BYTES ? IPV4_BYTES * BYTE_BITS : IPV6_SITE_BITS;
        return new AddressPrefix(masked(bytes, bits), bits);
    }

    private static IllegalArgumentException notAPrefix(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no address or prefix: write 192.168.1.20, 192.168.1.0/24 or fd00::/64.");
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int bitsHere = Math.clamp(bits - (long) i * BYTE_BITS, 0, BYTE_BITS);
            masked[i] &= (byte) (0xff << (BYTE_BITS - bitsHere));
        }
        return masked;
    }

    public boolean isIpv4() {
        return bytes.length == IPV4_BYTES;
    }

    public static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        return other.length == bytes.length && Arrays.equals(masked(other, bits), bytes);
    }

    /** The canonical text form, IPv6 as in RFC 5952. */
    public String text() {
        try {
            return SocketAddressText.host(InetAddress.getByAddress(bytes)) + "/" + bits;
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressPrefix prefix && prefix.bits == bits && Arrays.equals(prefix.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + bits;
    }

    @Override
    public String toString() {
        return text();
    }
}
