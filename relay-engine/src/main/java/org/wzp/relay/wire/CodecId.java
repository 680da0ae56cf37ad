package org.wzp.relay.wire;

import java.util.Optional;

/** The codecs of media packets and quality profiles; the ordinal is the code on the wire (wire specification 6.2). */
public enum CodecId {
    OPUS_24K("Opus24k", 24_000, 20, 48_000),
    OPUS_16K("Opus16k", 16_000, 20, 48_000),
    OPUS_6K("Opus6k", 6_000, 40, 48_000),
    CODEC2_3200("Codec2_3200", 3_200, 20, 8_000),
    CODEC2_1200("Codec2_1200", 1_200, 40, 8_000),
    COMFORT_NOISE("ComfortNoise", 0, 20, 48_000),
    OPUS_32K("Opus32k", 32_000, 20, 48_000),
    OPUS_48K("Opus48k", 48_000, 20, 48_000),
    OPUS_64K("Opus64k", 64_000, 20, 48_000);

    /** Codes above this make a media packet invalid. */
    public static final int HIGHEST_CODE = 8;

    private static final CodecId[] BY_CODE = values();

    private final String jsonName;
    private final int bitsPerSecond;
    private final int frameMillis;
    private final int clockHertz;

    CodecId(String jsonName, int bitsPerSecond, int frameMillis, int clockHertz) {
        this.jsonName = jsonName;
        this.bitsPerSecond = bitsPerSecond;
        this.frameMillis = frameMillis;
        this.clockHertz = clockHertz;
    }

    /**
     * @param code 0 to {@link #HIGHEST_CODE}
     * @throws IllegalArgumentException outside that range
     */
    public static CodecId ofCode(int code) {
        if (code < 0 || code > HIGHEST_CODE) {
            throw new IllegalArgumentException("No codec has the code " + code + "; 0 to 8 are known.");
        }
        return BY_CODE[code];
    }

    public static Optional<CodecId> ofJsonName(String name) {
        for (CodecId codec : BY_CODE) {
            if (codec.jsonName.equals(name)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** 0 to {@link #HIGHEST_CODE}. */
    public int code() {
        return ordinal();
    }

    /** Such as {@code Opus24k}; also what people are shown. */
    public String jsonName() {
        return jsonName;
    }

    public int bitsPerSecond() {
        return bitsPerSecond;
    }

    public int frameMillis() {
        return frameMillis;
    }

    public int clockHertz() {
        return clockHertz;
    }

    /** True for Codec2, the only codecs that stock clients protect with repair packets. */
    public boolean isCodec2() {
        return this == CODEC2_3200 || this == CODEC2_1200;
    }
}
