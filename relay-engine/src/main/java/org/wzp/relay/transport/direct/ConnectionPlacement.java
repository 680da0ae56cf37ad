package org.wzp.relay.transport.direct;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.rates.Allowance;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.linux.NativeMemory;

/**
 * Chooses the loop of a new connection by the server name in its first packet, so that the people of a room live together.
 * Confined to the loop where the packet came in.
 */
final class ConnectionPlacement {
    /** First packets that are read in a second, for 20 µs each: a flood of them gets no more of the loop than that. */
    private static final int READ_PER_SECOND = 1_000;

    /** Clients whose first packet was dealt with of late; a power of two. */
    private static final int REMEMBERED = 512;

    private final DirectLoop here;
    private final ConnectionAcceptor accept;
    private final Allowance reads = new Allowance(READ_PER_SECOND, READ_PER_SECOND);
    private final FirstServerName serverName = new FirstServerName();
    /** The newest of each slot: what is forgotten costs a packet that its client sends again. */
    private final @Nullable Placed[] placed = new Placed[REMEMBERED];

    private record Placed(ClientChosenId client, DirectLoop home) {}

    ConnectionPlacement(DirectLoop here, ConnectionAcceptor accept) {
        this.here = here;
        this.accept = accept;
    }

    /**
     * Where the client shall live that has sent this Initial packet. All that it sends before it knows of its connection goes to one
     * loop: a copy sent again, or the second part of a greeting that fills two packets.
     */
    DirectLoop home(PacketHeader header, long packet, int bytes) {
        if (here.group().size() == 1) {
            return here;
        }
        ClientChosenId client = ClientChosenId.of(header);
        int slot = client.hashCode() & (REMEMBERED - 1);
        Placed before = placed[slot];
        if (before == null || !before.client().equals(client)) {
            before = new Placed(client, choose(header, packet, bytes));
            placed[slot] = before;
        }
        return before.home();
    }

    private DirectLoop choose(PacketHeader header, long packet, int bytes) {
        DirectGroup group = here.group();
        if (!reads.take(here.nanos(), 1)) {
            return here;
        }
        Optional<EventLoop> chosen = serverName
                .read(NativeMemory.bytes(packet, bytes), header.dcidLength())
                .flatMap(name -> accept.place(name, group.loops()));
        return chosen.isPresent() && chosen.get() instanceof DirectLoop home ? home : here;
    }
}
