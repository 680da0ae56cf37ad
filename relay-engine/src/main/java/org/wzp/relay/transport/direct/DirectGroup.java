package org.wzp.relay.transport.direct;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.loop.MediaRing;

/**
 * What the loops of one endpoint have in common: each other, the rings between them, the connections by the ids that clients
 * chose, and those that are open. Any thread.
 */
final class DirectGroup {
    private final int size;
    private volatile List<DirectLoop> loops = List.of();
    /** From one loop to another; made when the first packet goes that way, and kept. */
    private final AtomicReferenceArray<@Nullable MediaRing> rings;

    private final ConcurrentMap<ClientChosenId, DirectConnection> clientChosen = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, DirectConnection> open = new ConcurrentHashMap<>();

    /** @param size loops there will be, 1 to 128 */
    DirectGroup(int size) {
        this.size = size;
        this.rings = new AtomicReferenceArray<>(size * size);
    }

    /** Call once, before any of them runs. */
    void complete(List<DirectLoop> all) {
        loops = List.copyOf(all);
    }

    int size() {
        return size;
    }

    List<DirectLoop> loops() {
        return loops;
    }

    // ---- which loop a packet belongs to ------------------------------------------------------------------------

    /** The loop that an id of ours names with its first byte; the kernel brings a client's first packets there as well. */
    DirectLoop ofId(byte firstByte) {
        return loops.get((firstByte & 0xff) % size);
    }

    /** An id like this one that names the loop. */
    long naming(int loop, long id) {
        int first = (int) (id & 0xff);
        int last = 255 - loop;
        int named = loop + (first % (last / size + 1)) * size;
        return (id & ~0xffL) | named;
    }

    @Nullable
    DirectConnection find(ClientChosenId id) {
        return clientChosen.get(id);
    }

    void put(ClientChosenId id, DirectConnection connection) {
        clientChosen.put(id, connection);
    }

    void remove(ClientChosenId id, DirectConnection connection) {
        clientChosen.remove(id, connection);
    }

    // ---- open connections --------------------------------------------------------------------------------------

    void opened(DirectConnection connection) {
        open.put(connection.id(), connection);
    }

    void ended(DirectConnection connection) {
        open.remove(connection.id());
    }

    Collection<DirectConnection> open() {
        return open.values();
    }

    // ---- media between loops -----------------------------------------------------------------------------------

    /** The ring from one loop to another; call on the loop that offers. */
    MediaRing ringToFill(int from, int to) {
        MediaRing ring = rings.get(from * size + to);
        if (ring == null) {
            ring = new MediaRing(MediaRing.boundFor(size));
            rings.set(from * size + to, ring);
        }
        return ring;
    }

    /** Null while nothing has gone that way. */
    @Nullable
    MediaRing ring(int from, int to) {
        return rings.get(from * size + to);
    }

    /** What the rings together have carried; empty before anything has. Any thread. */
    Optional<ContentionStatus.QueueRow> ringRow() {
        int depth = 0;
        int backlogged = 0;
        int deepest = 0;
        int highWater = 0;
        long taken = 0;
        long dropped = 0;
        for (int i = 0; i < rings.length(); i++) {
            MediaRing ring = rings.get(i);
            if (ring != null) {
                int waiting = ring.size();
                depth += waiting;
                backlogged += waiting > 0 ? 1 : 0;
                deepest = Math.max(deepest, waiting);
                highWater = Math.max(highWater, ring.highWater());
                taken += ring.taken();
                dropped += ring.dropped();
            }
        }
        List<Drop> drops = dropped == 0 ? List.of() : List.of(new Drop(DropCause.QUEUE_FULL, dropped));
        return taken + dropped == 0
                ? Optional.empty()
                : Optional.of(new ContentionStatus.QueueRow(
                        "packets between loops",
                        depth,
                        backlogged,
                        deepest,
                        highWater,
                        MediaRing.boundFor(size),
                        taken + dropped,
                        drops));
    }
}
