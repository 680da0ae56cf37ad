package org.wzp.relay.wire;

/** Repair symbols for each source symbol, as the 7-bit code of media headers (wire specification 6.3). */
public final class FecRatio {
    public static final int MAX_CODE = 127;

    /** Codes for a ratio of 1.0; 127 of them make the largest ratio, 2.0. */
    private static final float CODES_PER_UNIT = 63.5f;

    private FecRatio() {}

    /** The nearest code, 0 to 127; what is below 0.0 or above 2.0 saturates. */
    public static int encode(float ratio) {
        return Math.clamp(Math.round(ratio * CODES_PER_UNIT), 0, MAX_CODE);
    }

    /** 0.0 to 2.0. */
    public static float decode(int code) {
        return code / CODES_PER_UNIT;
    }
}
