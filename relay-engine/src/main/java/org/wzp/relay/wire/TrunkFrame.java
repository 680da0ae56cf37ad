package org.wzp.relay.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several media packets in one datagram (wire specification 6.8). Never sent to stock clients, who can't tell it. */
public record TrunkFrame(List<Entry> entries) {
    static final int COUNT_BYTES = 2;

    public TrunkFrame {
        entries = List.copyOf(entries);
        Unsigned.requireU16(entries.size(), "number of entries");
    }

    /**
     * @param sessionId two bytes as they are on the wire, 0 to 65,535
     * @param payload one complete media packet
     */
    public record Entry(int sessionId, Bytes payload) {
        static final int OVERHEAD_BYTES = 4;

        public Entry {
            Unsigned.requireU16(sessionId, "session id");
            Unsigned.requireU16(payload.size(), "payload length");
        }

        int encodedBytes() {
            return OVERHEAD_BYTES + payload.size();
        }
    }

    /** Empty when anything is cut off; what follows the last entry is ignored. */
    public static Optional<TrunkFrame> decode(byte[] frame) {
        ByteBuf in = Unpooled.wrappedBuffer(frame);
        if (in.readableBytes() < COUNT_BYTES) {
            return Optional.empty();
        }
        int count = in.readUnsignedShort();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.readableBytes() < Entry.OVERHEAD_BYTES) {
                return Optional.empty();
            }
            int sessionId = in.readUnsignedShort();
            int length = in.readUnsignedShort();
            if (in.readableBytes() < length) {
                return Optional.empty();
            }
            byte[] payload = new byte[length];
            in.readBytes(payload);
            entries.add(new Entry(sessionId, Bytes.of(payload)));
        }
        return Optional.of(new TrunkFrame(entries));
    }

    public byte[] encode() {
        ByteBuf out = Unpooled.buffer();
        out.writeShort(entries.size());
        for (Entry entry : entries) {
            out.writeShort(entry.sessionId());
            out.writeShort(entry.payload().size());
            out.writeBytes(entry.payload().toArray());
        }
        return ByteBufUtil.getBytes(out);
    }
}
