package org.wzp.relay.wire;

import java.util.List;

/**
 * How a client encodes its voice (wire specification 7.2).
 *
 * @param fecRatio repair symbols for each source symbol, 0.0 to 2.0
 * @param frameDurationMs milliseconds of audio in a packet, 0 to 255
 * @param framesPerBlock packets in a repair block, 0 to 255
 */
public record QualityProfile(CodecId codec, float fecRatio, int frameDurationMs, int framesPerBlock) {
    public static final QualityProfile GOOD = new QualityProfile(CodecId.OPUS_24K, 0.2f, 20, 5);
    public static final QualityProfile DEGRADED = new QualityProfile(CodecId.OPUS_6K, 0.5f, 40, 10);
    public static final QualityProfile CATASTROPHIC = new QualityProfile(CodecId.CODEC2_1200, 1.0f, 40, 8);
    public static final QualityProfile STUDIO_32K = new QualityProfile(CodecId.OPUS_32K, 0.1f, 20, 5);
    public static final QualityProfile STUDIO_48K = new QualityProfile(CodecId.OPUS_48K, 0.1f, 20, 5);
    public static final QualityProfile STUDIO_64K = new QualityProfile(CodecId.OPUS_64K, 0.1f, 20, 5);

    /** What stock clients offer, in their order: best first. */
    public static final List<QualityProfile> STANDARD =
            List.of(STUDIO_64K, STUDIO_48K, STUDIO_32K, GOOD, DEGRADED, CATASTROPHIC);

    public QualityProfile {
        Unsigned.requireU8(frameDurationMs, "frame_duration_ms");
        Unsigned.requireU8(framesPerBlock, "frames_per_block");
    }
}
