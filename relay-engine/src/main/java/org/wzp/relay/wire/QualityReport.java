package org.wzp.relay.wire;

/**
 * What a sender measured on its own path to the relay (wire specification 6.4). On the wire four bytes; between threads
 * one packed {@code int} in the same order.
 *
 * @param lossPct 0 to 255 stands for 0 to 100 % loss
 * @param rtt4ms round trip in units of 4 ms; 255 means 1,020 ms or more
 * @param jitterMs milliseconds; 255 means 255 or more
 * @param bitrateCapKbps kilobits per second; stock senders write 200
 */
public record QualityReport(int lossPct, int rtt4ms, int jitterMs, int bitrateCapKbps) {
    /** Size on the wire. */
    public static final int BYTES = 4;

    /** What stock senders write as bit-rate cap. */
    public static final int STOCK_BITRATE_CAP_KBPS = 200;

    public QualityReport {
        Unsigned.requireU8(lossPct, "loss_pct");
        Unsigned.requireU8(rtt4ms, "rtt_4ms");
        Unsigned.requireU8(jitterMs, "jitter_ms");
        Unsigned.requireU8(bitrateCapKbps, "bitrate_cap_kbps");
    }

    /**
     * A report as stock senders build it: loss truncated to 1/255, everything saturating.
     *
     * @param lossPercent 0 to 100; beyond is clamped, NaN counts as 0
     * @param rttMillis not negative
     * @param jitterMillis not negative
     */
    public static QualityReport ofMeasured(float lossPercent, long rttMillis, long jitterMillis) {
        // the cast truncates and turns NaN into 0, as the reference's does
        int loss = (int) Math.clamp(lossPercent / 100f * 255f, 0f, 255f);
        return new QualityReport(
                loss,
                (int) Math.clamp(rttMillis / 4, 0, 255),
                (int) Math.clamp(jitterMillis, 0, 255),
                STOCK_BITRATE_CAP_KBPS);
    }

    /** From the packed form: loss in the highest byte, the cap in the lowest. */
    public static QualityReport ofPacked(int packed) {
        return new QualityReport(lossPct(packed), rtt4ms(packed), jitterMs(packed), packed & 0xFF);
    }

    public static int lossPct(int packed) {
        return packed >>> 24;
    }

    public static int rtt4ms(int packed) {
        return packed >>> 16 & 0xFF;
    }

    public static int jitterMs(int packed) {
        return packed >>> 8 & 0xFF;
    }

    /** The four bytes of the wire, big-endian. */
    public int packed() {
        return lossPct << 24 | rtt4ms << 16 | jitterMs << 8 | bitrateCapKbps;
    }

    /** Loss in percent, 0 to 100, in the single precision that the reference compares with. */
    public float lossPercent() {
        return lossPct / 255f * 100f;
    }

    /** Round trip in milliseconds, 0 to 1,020. */
    public int rttMillis() {
        return rtt4ms * 4;
    }
}
