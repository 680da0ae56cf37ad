package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.QualityReport;

/** Media packets for tests and measurements. */
public final class Packets {
    /** Opus 24k, 20 ms. */
    static final int PAYLOAD_BYTES = 60;

    private Packets() {}

    public static ByteBuf plain(int sequence) {
        ByteBuf packet = Unpooled.buffer(MediaHeader.BYTES + PAYLOAD_BYTES);
        MediaHeader.source(CodecId.OPUS_24K, sequence & 0xFFFF, sequence * 20L).write(packet);
        return packet.writeZero(PAYLOAD_BYTES);
    }

    static ByteBuf withReport(int sequence, QualityReport report) {
        ByteBuf packet = Unpooled.buffer(MediaHeader.BYTES + PAYLOAD_BYTES + QualityReport.BYTES);
        new MediaHeader(0, false, CodecId.OPUS_24K.code(), true, 0, sequence & 0xFFFF, 0, 0, 0, 0, 0).write(packet);
        return packet.writeZero(PAYLOAD_BYTES).writeInt(report.packed());
    }
}
