package org.wzp.relay.transport.parts;

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
    /** Kept for one connection. */
    static final int BOUND_BYTES = 64 * 1024;

    private final Map<Long, ByteArrayOutputStream> arriving = new HashMap<>();
    private int kept;

    /** Takes a piece; the whole content, as far as it was kept, when the stream ends with it, else null. */
    public byte @Nullable [] accept(long stream, byte[] piece, boolean end) {
        ByteArrayOutputStream bytes = arriving.computeIfAbsent(stream, key -> new ByteArrayOutputStream());
        int room = Math.min(piece.length, BOUND_BYTES - kept);
        bytes.write(piece, 0, room);
        kept += room;
        if (!end) {
            return null;
        }
        arriving.remove(stream);
        kept -= bytes.size();
        return bytes.toByteArray();
    }

    /** Bytes of streams that have not ended. */
    int keptBytes() {
        return kept;
    }

    /** Forgets what is not complete. */
    public void clear() {
        arriving.clear();
        kept = 0;
    }
}
