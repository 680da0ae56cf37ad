package org.wzp.relay.transport.linux;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of this machine's addresses a packet was sent to, in the form in which the kernel sends the answer from there. On
 * a wildcard address the kernel would otherwise choose by itself, and a client that called another address drops an
 * answer that comes from that one.
 *
 * <p>An address is the memory of one {@code cmsghdr} with {@code in_pktinfo} or {@code in6_pktinfo}, made once and kept
 * as long as the loop, so that naming it costs us two stores a packet. Confined to the loop.
 */
public final class CalledAddresses {
    /** The kernel may choose. */
    public static final long ANY = 0;

    /** {@code struct cmsghdr}: length of 8 bytes, level and type of 4. */
    private static final int HEADER_BYTES = 16;

    private static final int LEVEL = 8;
    private static final int IPPROTO_IPV6 = 41;
    /** {@code struct in_pktinfo}: interface, the address to answer from, the address in the packet's header. */
    private static final int IPV4_INFO_BYTES = 12;

    private static final int IPV4_SOURCE = HEADER_BYTES + 4;
    /** {@code struct in6_pktinfo}: address, interface. */
    private static final int IPV6_INFO_BYTES = 20;

    private static final int IPV6_SOURCE = HEADER_BYTES;
    /** With padding to eight bytes, as the kernel wants it. */
    private static final int IPV4_CONTROL_BYTES = 32;

    private static final int IPV6_CONTROL_BYTES = 40;
    /** More addresses than machines have; beyond, the kernel chooses, so that nobody can fill our memory by calling. */
    private static final int MOST = 1024;

    private final Arena arena;
    private final LinuxSocket socket;
    private final boolean told;
    private final boolean ipv6;
    private final Map<Key, Long> known = new HashMap<>();

    private record Key(long high, long low) {}

    /** @param arena owns the memory of addresses that are told to the kernel */
    public CalledAddresses(Arena arena, LinuxSocket socket) {
        this.arena = arena;
        this.socket = socket;
        this.told = socket.tellsCalledAddress();
        this.ipv6 = socket.ipv6();
    }

    /** Bytes of control data to hand to the kernel with an address. */
    public int controlBytes() {
        return ipv6 ? IPV6_CONTROL_BYTES : IPV4_CONTROL_BYTES;
    }

    /** The address that the packet in this slot was sent to; {@link #ANY} when the kernel did not tell. */
    public long of(PacketBatch received, int slot) {
        int infoBytes = ipv6 ? IPV6_INFO_BYTES : IPV4_INFO_BYTES;
        if (!told || received.controlBytes(slot) < HEADER_BYTES + infoBytes) {
            return ANY;
        }
        long control = received.control(slot);
        boolean six = NativeMemory.getInt(control + LEVEL) == IPPROTO_IPV6;
        if (NativeMemory.getLong(control) != HEADER_BYTES + infoBytes || six != ipv6) {
            return ANY;
        }
        Key key = ipv6
                ? new Key(NativeMemory.getLong(control + IPV6_SOURCE), NativeMemory.getLong(control + IPV6_SOURCE + 8))
                : new Key(0, NativeMemory.getInt(control + IPV4_SOURCE));
        Long before = known.get(key);
        if (before != null) {
            return before;
        }
        if (known.size() >= MOST) {
            return ANY;
        }
        long made = keep(control);
        known.put(key, made);
        return made;
    }

    /**
     * The address to name when we send to this peer: {@link #ANY} where the system chooses the right one by itself, because
     * naming it costs the kernel about 130 ns a packet. Opens a socket to ask, so once for each connection at most.
     */
    public long toName(long called, InetSocketAddress peer) {
        if (called == ANY) {
            return ANY;
        }
        boolean chosenAnyway = socket.sourceTowards(peer).equals(Optional.of(address(called)));
        return chosenAnyway ? ANY : called;
    }

    private InetAddress address(long called) {
        byte[] ip = ipv6 ? NativeMemory.bytes(called + IPV6_SOURCE, 16) : NativeMemory.bytes(called + IPV4_SOURCE, 4);
        try {
            return InetAddress.getByAddress(ip);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    /** A copy without the interface, which the route to the peer decides. */
    private long keep(long control) {
        long made = NativeMemory.allocate(arena, controlBytes());
        NativeMemory.copy(control, made, HEADER_BYTES);
        if (ipv6) {
            NativeMemory.copy(control + IPV6_SOURCE, made + IPV6_SOURCE, 16);
        } else {
            NativeMemory.putInt(made + IPV4_SOURCE, NativeMemory.getInt(control + IPV4_SOURCE));
        }
        return made;
    }
}
