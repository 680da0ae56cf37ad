package org.wzp.relay.transport.linux;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** {@code sockaddr_in} and {@code sockaddr_in6} in native memory, as Linux lays them out. */
public final class SocketAddresses {
    static final int AF_INET = 2;

    /** The family of IPv6, as Linux numbers it. */
    public static final int AF_INET6 = 10;

    static final int IPV4_BYTES = 16;
    static final int IPV6_BYTES = 28;
    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;
    static final int IPV6_SCOPE = 24;
    private static final int MAPPED_PREFIX_BYTES = 12;

    private SocketAddresses() {}

    /**
     * Writes the address at {@code at}; returns the structure's length in bytes.
     *
     * @param ipv6 the socket is an IPv6 one, so IPv4 addresses are written in their mapped form
     */
    public static int write(long at, InetSocketAddress address, boolean ipv6) {
        byte[] ip = address.getAddress().getAddress();
        NativeMemory.putShort(at, (short) (ipv6 ? AF_INET6 : AF_INET));
        NativeMemory.putByte(at + PORT, (byte) (address.getPort() >> 8));
        NativeMemory.putByte(at + PORT + 1, (byte) address.getPort());
        if (!ipv6) {
            NativeMemory.put(at + IPV4_ADDRESS, ip);
            return IPV4_BYTES;
        }
        byte[] wide = new byte[16];
        if (ip.length == 4) {
            wide[10] = (byte) 0xff;
            wide[11] = (byte) 0xff;
            System.arraycopy(ip, 0, wide, MAPPED_PREFIX_BYTES, 4);
        } else {
            System.arraycopy(ip, 0, wide, 0, 16);
        }
        NativeMemory.put(at + IPV6_ADDRESS, wide);
        int scope = address.getAddress() instanceof Inet6Address six ? six.getScopeId() : 0;
        NativeMemory.putInt(at + IPV6_SCOPE, scope);
        return IPV6_BYTES;
    }

    /** Reads the address at {@code at}; a mapped IPv4 address comes back as plain IPv4. */
    public static InetSocketAddress read(long at) {
        int port = (NativeMemory.getByte(at + PORT) & 0xff) << 8 | (NativeMemory.getByte(at + PORT + 1) & 0xff);
        try {
            if (NativeMemory.getShort(at) == AF_INET) {
                return new InetSocketAddress(InetAddress.getByAddress(NativeMemory.bytes(at + IPV4_ADDRESS, 4)), port);
            }
            byte[] wide = NativeMemory.bytes(at + IPV6_ADDRESS, 16);
            if (isMapped(wide)) {
                byte[] ip = Arrays.copyOfRange(wide, MAPPED_PREFIX_BYTES, 16);
                return new InetSocketAddress(Inet4Address.getByAddress(ip), port);
            }
            int scope = NativeMemory.getInt(at + IPV6_SCOPE);
            return new InetSocketAddress(
                    scope == 0 ? InetAddress.getByAddress(wide) : Inet6Address.getByAddress(null, wide, scope), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    /**
     * Writes over a structure an address of the same family that no packet can come from or go to: port 0 of 0.0.0.{@code number}
     * (RFC 1122, 3.2.1.3). No objects are made.
     *
     * @param number 0 to 127
     */
    public static void writeNobody(long at, int number) {
        NativeMemory.putShort(at + PORT, (short) 0);
        boolean wide = NativeMemory.getShort(at) == AF_INET6;
        if (wide) {
            NativeMemory.putLong(at + IPV6_ADDRESS, 0);
            NativeMemory.putShort(at + IPV6_ADDRESS + 8, (short) 0);
            NativeMemory.putShort(at + IPV6_ADDRESS + 10, (short) -1);
            NativeMemory.putInt(at + IPV6_SCOPE, 0);
        }
        int ip = wide ? IPV6_ADDRESS + MAPPED_PREFIX_BYTES : IPV4_ADDRESS;
        NativeMemory.putShort(at + ip, (short) 0);
        NativeMemory.putByte(at + ip + 2, (byte) 0);
        NativeMemory.putByte(at + ip + 3, (byte) number);
    }

    /** Whether both structures name the same peer; compares family, port and address without allocating. */
    static boolean same(long a, long b) {
        if (NativeMemory.getShort(a) == AF_INET) {
            return NativeMemory.getLong(a) == NativeMemory.getLong(b);
        }
        return NativeMemory.getInt(a) == NativeMemory.getInt(b)
                && NativeMemory.getLong(a + IPV6_ADDRESS) == NativeMemory.getLong(b + IPV6_ADDRESS)
                && NativeMemory.getLong(a + IPV6_ADDRESS + 8) == NativeMemory.getLong(b + IPV6_ADDRESS + 8);
    }

    /** A number that all ports of one machine have in common, of IPv6 all machines of a /64; no objects are made. */
    public static int hostNumber(long at) {
        if (NativeMemory.getShort(at) == AF_INET) {
            return NativeMemory.getInt(at + IPV4_ADDRESS);
        }
        long network = NativeMemory.getLong(at + IPV6_ADDRESS);
        // a mapped IPv4 address is at the end
        return network == 0 ? NativeMemory.getInt(at + IPV6_ADDRESS + MAPPED_PREFIX_BYTES) : Long.hashCode(network);
    }

    private static boolean isMapped(byte[] wide) {
        for (int i = 0; i < 10; i++) {
            if (wide[i] != 0) {
                return false;
            }
        }
        return wide[10] == (byte) 0xff && wide[11] == (byte) 0xff;
    }
}
