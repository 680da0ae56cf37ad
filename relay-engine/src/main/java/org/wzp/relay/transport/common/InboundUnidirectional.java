package org.wzp.relay.transport.common;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a peer sends on unidirectional streams until each ends. Bounded over all of them together, since nothing
 * but the short {@code version} answer travels this way (wire specification 2.4): what is over the bound is not kept.
 * Confined to the connection's loop.
 */
public final class InboundUnidirectional {
    /** Kept of what a relay that was dialled sends. */
    static final int FROM_RELAY_BYTES = 64 * 1024;

    /** Kept of what a client sends, which has nothing to say here (wire specification 1.5). */
    static final int FROM_CLIENT_BYTES = 1024;

    private final int boundBytes;
    private final Map<Long, ByteArrayOutputStream> arriving = new HashMap<>();
    private int held;

    /** @param boundBytes kept for one connection */
    InboundUnidirectional(int boundBytes) {
        this.boundBytes = boundBytes;
    }

    /** Takes a piece; the whole content, as far as it was kept, when the stream ends with it, else null. */
    public byte @Nullable [] accept(long stream, byte[] piece, boolean end) {
        ByteArrayOutputStream bytes = arriving.computeIfAbsent(stream, key -> new ByteArrayOutputStream(0));
        int room = Math.min(piece.length, boundBytes - held);
        bytes.write(piece, 0, room);
        held += room;
        if (!end) {
            return null;
        }
        arriving.remove(stream);
        held -= bytes.size();
        return bytes.toByteArray();
    }

    /** Bytes of streams that have not ended. */
    int heldBytes() {
        return held;
    }

    /** Forgets what is not complete. */
    public void clear() {
        arriving.clear();
        held = 0;
    }
}
