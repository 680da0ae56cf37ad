package org.wzp.relay.wire;

import io.netty.buffer.ByteBuf;

/**
 * The 12 bytes in front of a media payload (wire specification 6.1). The static methods read a datagram where it lies,
 * from its reader index, and allocate nothing: forwarding needs no more. All but {@link #isValid} expect a valid packet.
 *
 * @param version 0 or 1; carried through, never checked
 * @param repair true for a FEC repair symbol
 * @param codecCode 0 to 15; above {@link CodecId#HIGHEST_CODE} the packet is invalid
 * @param hasQualityReport the last four bytes of the datagram are a report
 * @param fecRatioCode 0 to 127, see {@link FecRatio}
 * @param sequence 0 to 65,535, wraps
 * @param timestamp unsigned 32 bits, the sender's clock
 * @param fecBlock 0 to 255
 * @param fecSymbol 0 to 255
 * @param reserved 0 to 255, carried through
 * @param csrcCount 0 to 255, carried through
 */
public record MediaHeader(
        int version,
        boolean repair,
        int codecCode,
        boolean hasQualityReport,
        int fecRatioCode,
        int sequence,
        long timestamp,
        int fecBlock,
        int fecSymbol,
        int reserved,
        int csrcCount) {
    public static final int BYTES = 12;

    private static final int REPAIR_BIT = 0x40;
    private static final int CODEC_SHIFT = 2;
    private static final int CODEC_MASK = 0x0F;
    private static final int REPORT_BIT = 0x02;
    private static final int VERSION_SHIFT = 7;
    private static final int FEC_HIGH_SHIFT = 6;
    private static final int FEC_LOW_SHIFT = 2;
    private static final int FEC_LOW_MASK = 0x3F;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int TIMESTAMP_OFFSET = 4;
    private static final int FEC_BLOCK_OFFSET = 8;
    private static final int FEC_SYMBOL_OFFSET = 9;

    public MediaHeader {
        if (version < 0 || version > 1 || codecCode < 0 || codecCode > CODEC_MASK) {
            throw new IllegalArgumentException(
                    "Version " + version + " or codec code " + codecCode + " does not fit its bits.");
        }
        if (fecRatioCode < 0 || fecRatioCode > FecRatio.MAX_CODE) {
            throw new IllegalArgumentException("The FEC ratio code is " + fecRatioCode + ", but must be 0 to 127.");
        }
        Unsigned.requireU16(sequence, "sequence");
        Unsigned.requireU32(timestamp, "timestamp");
        Unsigned.requireU8(fecBlock, "FEC block id");
        Unsigned.requireU8(fecSymbol, "FEC symbol index");
        Unsigned.requireU8(reserved, "reserved");
        Unsigned.requireU8(csrcCount, "CSRC count");
    }

    /** A source packet without FEC and report, as stock clients send Opus. */
    public static MediaHeader source(CodecId codec, int sequence, long timestamp) {
        return new MediaHeader(0, false, codec.code(), false, 0, sequence, timestamp, 0, 0, 0, 0);
    }

    /** Whether a receiver may take the datagram as a media packet; anything else is skipped silently. */
    public static boolean isValid(ByteBuf datagram) {
        int size = datagram.readableBytes();
        if (size < BYTES) {
            return false;
        }
        int first = datagram.getByte(datagram.readerIndex());
        int code = first >> CODEC_SHIFT & CODEC_MASK;
        return code <= CodecId.HIGHEST_CODE && ((first & REPORT_BIT) == 0 || size >= BYTES + QualityReport.BYTES);
    }

    /** 0 to {@link CodecId#HIGHEST_CODE}. */
    public static int codecCode(ByteBuf datagram) {
        return datagram.getByte(datagram.readerIndex()) >> CODEC_SHIFT & CODEC_MASK;
    }

    public static boolean isRepair(ByteBuf datagram) {
        return (datagram.getByte(datagram.readerIndex()) & REPAIR_BIT) != 0;
    }

    public static boolean hasReport(ByteBuf datagram) {
        return (datagram.getByte(datagram.readerIndex()) & REPORT_BIT) != 0;
    }

    /** 0 to 65,535. */
    public static int sequence(ByteBuf datagram) {
        return datagram.getUnsignedShort(datagram.readerIndex() + SEQUENCE_OFFSET);
    }

    /** 0 to 255. */
    public static int fecBlock(ByteBuf datagram) {
        return datagram.getUnsignedByte(datagram.readerIndex() + FEC_BLOCK_OFFSET);
    }

    /** 0 to 255. */
    public static int fecSymbol(ByteBuf datagram) {
        return datagram.getUnsignedByte(datagram.readerIndex() + FEC_SYMBOL_OFFSET);
    }

    /** Unsigned 32 bits. */
    public static long timestamp(ByteBuf datagram) {
        return datagram.getUnsignedInt(datagram.readerIndex() + TIMESTAMP_OFFSET);
    }

    /** The report at the end, packed as in {@link QualityReport#packed}; only when {@link #hasReport} says so. */
    public static int packedReport(ByteBuf datagram) {
        return datagram.getInt(datagram.writerIndex() - QualityReport.BYTES);
    }

    /** Bytes between header and report. */
    public static int payloadBytes(ByteBuf datagram) {
        return datagram.readableBytes() - BYTES - (hasReport(datagram) ? QualityReport.BYTES : 0);
    }

    /** Reads the header of a datagram of at least {@link #BYTES} bytes; the indices stay. */
    public static MediaHeader read(ByteBuf datagram) {
        int start = datagram.readerIndex();
        int first = datagram.getUnsignedByte(start);
        int fecLow = datagram.getUnsignedByte(start + 1) >> FEC_LOW_SHIFT;
        return new MediaHeader(
                first >> VERSION_SHIFT,
                (first & REPAIR_BIT) != 0,
                first >> CODEC_SHIFT & CODEC_MASK,
                (first & REPORT_BIT) != 0,
                (first & 1) << FEC_HIGH_SHIFT | fecLow,
                sequence(datagram),
                timestamp(datagram),
                fecBlock(datagram),
                fecSymbol(datagram),
                datagram.getUnsignedByte(start + 10),
                datagram.getUnsignedByte(start + 11));
    }

    /** Appends the 12 bytes. */
    public void write(ByteBuf out) {
        out.writeByte(version << VERSION_SHIFT
                | (repair ? REPAIR_BIT : 0)
                | codecCode << CODEC_SHIFT
                | (hasQualityReport ? REPORT_BIT : 0)
                | fecRatioCode >> FEC_HIGH_SHIFT);
        out.writeByte((fecRatioCode & FEC_LOW_MASK) << FEC_LOW_SHIFT);
        out.writeShort(sequence);
        out.writeInt((int) timestamp);
        out.writeByte(fecBlock);
        out.writeByte(fecSymbol);
        out.writeByte(reserved);
        out.writeByte(csrcCount);
    }

    /** The header of a packet that comes {@code timestampDelta} later, as compact frames imply it. */
    MediaHeader following(int timestampDelta) {
        return new MediaHeader(
                version,
                repair,
                codecCode,
                hasQualityReport,
                fecRatioCode,
                sequence + 1 & 0xFFFF,
                timestamp + timestampDelta & Unsigned.MAX_U32,
                fecBlock,
                fecSymbol,
                reserved,
                csrcCount);
    }
}
