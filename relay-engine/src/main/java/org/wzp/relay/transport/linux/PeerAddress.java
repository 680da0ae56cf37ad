package org.wzp.relay.transport.linux;

import java.nio.ByteOrder;

/** Where a connection's packets come from, compared with each packet's socket address without making an object. */
public final class PeerAddress {
    private long head;
    private long high;
    private long low;
    private int scope;

    /** Takes the address from a {@code sockaddr} in memory. */
    public void remember(long sockaddr) {
        boolean wide = isWide(sockaddr);
        head = head(sockaddr, wide);
        high = wide ? NativeMemory.getLong(sockaddr + 8) : 0;
        low = wide ? NativeMemory.getLong(sockaddr + 16) : 0;
        scope = wide ? NativeMemory.getInt(sockaddr + SocketAddresses.IPV6_SCOPE) : 0;
    }

    /** Takes over another one. */
    public void copy(PeerAddress other) {
        head = other.head;
        high = other.high;
        low = other.low;
        scope = other.scope;
    }

    /** Writes it over a {@code sockaddr} of the same family. */
    public void write(long sockaddr) {
        if (isWide(sockaddr)) {
            NativeMemory.putInt(sockaddr, (int) head);
            NativeMemory.putLong(sockaddr + 8, high);
            NativeMemory.putLong(sockaddr + 16, low);
            NativeMemory.putInt(sockaddr + SocketAddresses.IPV6_SCOPE, scope);
        } else {
            NativeMemory.putLong(sockaddr, head);
        }
    }

    /** Whether a {@code sockaddr} in memory holds the remembered address. */
    public boolean is(long sockaddr) {
        if (!isWide(sockaddr)) {
            return head(sockaddr, false) == head;
        }
        return head(sockaddr, true) == head
                && NativeMemory.getLong(sockaddr + 8) == high
                && NativeMemory.getLong(sockaddr + 16) == low;
    }

    /** Whether another one is the same. */
    public boolean is(PeerAddress other) {
        return head == other.head && high == other.high && low == other.low;
    }

    /** Whether a {@code sockaddr} in memory is of the same machine, at any port. */
    public boolean isHostOf(long sockaddr) {
        if (!isWide(sockaddr)) {
            return ipv4(head(sockaddr, false)) == ipv4(head);
        }
        return NativeMemory.getLong(sockaddr + 8) == high && NativeMemory.getLong(sockaddr + 16) == low;
    }

    private static int ipv4(long head) {
        return (int) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? head >>> Integer.SIZE : head);
    }

    private static boolean isWide(long sockaddr) {
        return NativeMemory.getShort(sockaddr) == SocketAddresses.AF_INET6;
    }

    /** Family, port and, for IPv4, the address. */
    private static long head(long sockaddr, boolean wide) {
        return wide ? NativeMemory.getInt(sockaddr) : NativeMemory.getLong(sockaddr);
    }
}
