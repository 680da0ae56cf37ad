package org.wzp.relay.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A media packet taken apart (wire specification 6.1). For clients, tools and tests; the relay forwards datagrams as
 * they are and reads them through {@link MediaHeader}'s static methods.
 *
 * @param report what follows the payload; null when nothing does
 */
public record MediaPacket(
        MediaHeader header, Bytes payload, @Nullable QualityReport report) {

    /** Empty when the bytes must be dropped. */
    public static Optional<MediaPacket> decode(byte[] datagram) {
        return decode(Unpooled.wrappedBuffer(datagram));
    }

    /** Reads all readable bytes; the indices stay. Empty when they must be dropped. */
    public static Optional<MediaPacket> decode(ByteBuf datagram) {
        if (!MediaHeader.isValid(datagram)) {
            return Optional.empty();
        }
        int start = datagram.readerIndex() + MediaHeader.BYTES;
        Bytes payload = Bytes.of(ByteBufUtil.getBytes(datagram, start, MediaHeader.payloadBytes(datagram)));
        QualityReport report =
                MediaHeader.hasReport(datagram) ? QualityReport.ofPacked(MediaHeader.packedReport(datagram)) : null;
        return Optional.of(new MediaPacket(MediaHeader.read(datagram), payload, report));
    }

    /** Appends header, payload and report. */
    public void write(ByteBuf out) {
        header.write(out);
        out.writeBytes(payload.toArray());
        if (report != null) {
            out.writeInt(report.packed());
        }
    }

    public byte[] encode() {
        ByteBuf out = Unpooled.buffer(MediaHeader.BYTES + payload.size() + QualityReport.BYTES);
        write(out);
        return ByteBufUtil.getBytes(out);
    }
}
