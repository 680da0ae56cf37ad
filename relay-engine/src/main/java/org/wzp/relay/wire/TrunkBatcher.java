package org.wzp.relay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects entries into trunk frames by the rule of wire specification 6.8. Not for several threads at once. */
public final class TrunkBatcher {
    private final int maxEntries;
    private final int maxBytes;
    private final List<TrunkFrame.Entry> pending = new ArrayList<>();
    private int pendingBytes = TrunkFrame.COUNT_BYTES;

    /**
     * @param maxEntries entries in a frame, at least 1
     * @param maxBytes size of a frame; a single entry that is larger goes out alone
     */
    public TrunkBatcher(int maxEntries, int maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Adds an entry. Returns the frame that is now due: the full one, or the one the entry did not fit into. */
    public Optional<TrunkFrame> push(TrunkFrame.Entry entry) {
        boolean fits = pending.size() < maxEntries && pendingBytes + entry.encodedBytes() <= maxBytes;
        Optional<TrunkFrame> overflow = fits ? Optional.empty() : flush();
        pending.add(entry);
        pendingBytes += entry.encodedBytes();
        if (overflow.isPresent()) {
            return overflow;
        }
        return pending.size() >= maxEntries || pendingBytes >= maxBytes ? flush() : Optional.empty();
    }

    /** What is pending; empty when nothing is. */
    public Optional<TrunkFrame> flush() {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        TrunkFrame frame = new TrunkFrame(pending);
        pending.clear();
        pendingBytes = TrunkFrame.COUNT_BYTES;
        return Optional.of(frame);
    }
}
