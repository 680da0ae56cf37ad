package org.wzp.relay.rates;

import java.net.InetAddress;

/**
 * Whom limits by address count together: one IPv4 address, or one IPv6 network of 64 bits, since every host has 2^64
 * addresses in its own.
 *
 * @param bits the address, or the first half of it
 * @param ipv6 which of the two
 */
public record AddressKey(long bits, boolean ipv6) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;

    public static AddressKey of(InetAddress address) {
        byte[] ip = address.getAddress();
        int counted = Math.min(ip.length, ip.length == IPV4_BYTES ? IPV4_BYTES : IPV6_NETWORK_BYTES);
        long bits = 0;
        for (int i = 0; i < counted; i++) {
            bits = bits << Byte.SIZE | (ip[i] & 0xff);
        }
        return new AddressKey(bits, ip.length != IPV4_BYTES);
    }
}
