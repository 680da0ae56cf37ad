package org.wzp.relay.nearby;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.rates.Allowance;

/**
 * The socket that the library reads, in front of the one that it has opened: what would cost it too much comes out of here as an
 * answer with nothing in it. Each packet that comes in comes out, so the library's pause between two of them holds for all.
 *
 * <p>Received from by the library's reading thread; {@link #unread} is for any thread.
 */
final class BoundedSocket extends MulticastSocket {
    /** By {@link DnsPacket#cost}: some thousand records at once, a few hundred a second after that. */
    static final int COST_AT_ONCE = 256 * 1_024;

    private static final int COST_PER_SECOND = 64 * 1_024;
    private static final int EMPTY_BYTES = 12;
    /** In the header: an answer, RFC 1035, 4.1.1. */
    private static final int FLAGS_AT = 2;

    private static final byte ANSWER = (byte) 0x84;

    private final LongSupplier nanos;
    private final Allowance allowance = new Allowance(COST_PER_SECOND, COST_AT_ONCE);
    private final AtomicLong unread = new AtomicLong();
    private @Nullable MulticastSocket opened;

    /** @param nanos monotonic */
    BoundedSocket(LongSupplier nanos) throws IOException {
        super((SocketAddress) null);
        this.nanos = nanos;
    }

    /** This one, which takes the place of that one: the library opens another one after a failure. */
    BoundedSocket over(@Nullable MulticastSocket next) {
        opened = next;
        return this;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        MulticastSocket from = opened;
        if (from == null) {
            throw new SocketException("closed");
        }
        from.receive(packet);
        if (!isRead(packet.getData(), packet.getLength())) {
            unread.incrementAndGet();
            Arrays.fill(packet.getData(), 0, EMPTY_BYTES, (byte) 0);
            packet.getData()[FLAGS_AT] = ANSWER;
            packet.setLength(EMPTY_BYTES);
        }
    }

    private boolean isRead(byte[] bytes, int length) {
        OptionalInt cost = DnsPacket.cost(bytes, length);
        return cost.isPresent() && allowance.take(nanos.getAsLong(), cost.getAsInt());
    }

    /** Packets that the library was not given, as they are none or cost too much, total. */
    long unread() {
        return unread.get();
    }
}
