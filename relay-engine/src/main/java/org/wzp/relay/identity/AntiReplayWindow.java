package org.wzp.relay.identity;

import java.util.BitSet;

/**
 * Accepts each 16-bit sequence number once, at most 1,023 behind the highest (wire specification 5.4). Defined, but not
 * applied to media. Not for several threads at once.
 */
public final class AntiReplayWindow {
    public static final int PACKETS = 1_024;

    private static final int SEQUENCE_MASK = 0xFFFF;
    private static final int HALF_SPACE = 0x8000;

    /** A ring: the bit of a number is its remainder by the window's size, which divides the number space. */
    private final BitSet seen = new BitSet(PACKETS);

    private boolean started;
    private int highest;

    /** @param sequence 0 to 65,535 */
    public boolean accept(int sequence) {
        if (!started) {
            started = true;
            highest = sequence;
            return mark(sequence);
        }
        int ahead = sequence - highest & SEQUENCE_MASK;
        if (ahead == 0) {
            return false;
        }
        if (ahead < HALF_SPACE) {
            for (int step = 1; step <= Math.min(ahead, PACKETS); step++) {
                seen.clear((highest + step) % PACKETS);
            }
            highest = sequence;
            return mark(sequence);
        }
        int behind = highest - sequence & SEQUENCE_MASK;
        return behind < PACKETS && !seen.get(sequence % PACKETS) && mark(sequence);
    }

    private boolean mark(int sequence) {
        seen.set(sequence % PACKETS);
        return true;
    }
}
