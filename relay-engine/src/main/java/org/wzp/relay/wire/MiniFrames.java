package org.wzp.relay.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compact framing of wire specification 6.7, for tools: no stock program sends or understands it, and a relay must
 * not look for it.
 */
public final class MiniFrames {
    private static final int FULL_TAG = 0;
    private static final int MINI_TAG = 1;
    private static final int TAG_BYTES = 1;
    private static final int MINI_HEADER_BYTES = 5;
    private static final int FULL_FRAME_INTERVAL = 50;

    private MiniFrames() {}

    /** Writes a full frame first and then every 50th. One for each stream; not for several threads at once. */
    public static final class Encoder {
        private @Nullable MediaHeader previous;
        private int sinceFull;

        public byte[] encode(MediaPacket packet) {
            ByteBuf out = Unpooled.buffer();
            MediaHeader last = previous;
            if (last == null || sinceFull == FULL_FRAME_INTERVAL) {
                out.writeByte(FULL_TAG);
                packet.write(out);
                sinceFull = 0;
            } else {
                out.writeByte(MINI_TAG);
                out.writeShort((int) (packet.header().timestamp() - last.timestamp()));
                out.writeShort(packet.payload().size());
                out.writeBytes(packet.payload().toArray());
            }
            sinceFull++;
            previous = packet.header();
            return ByteBufUtil.getBytes(out);
        }
    }

    /** Expands frames. One for each stream; not for several threads at once. */
    public static final class Decoder {
        private @Nullable MediaHeader previous;

        /** Empty for a frame that can't be expanded; it changes nothing. */
        public Optional<MediaPacket> decode(byte[] frame) {
            ByteBuf in = Unpooled.wrappedBuffer(frame);
            if (in.readableBytes() < TAG_BYTES) {
                return Optional.empty();
            }
            Optional<MediaPacket> packet =
                    switch (in.readUnsignedByte()) {
                        case FULL_TAG -> MediaPacket.decode(in);
                        case MINI_TAG -> expand(in);
                        default -> Optional.empty();
                    };
            packet.ifPresent(decoded -> previous = decoded.header());
            return packet;
        }

        private Optional<MediaPacket> expand(ByteBuf in) {
            MediaHeader last = previous;
            if (last == null || in.readableBytes() < MINI_HEADER_BYTES - TAG_BYTES) {
                return Optional.empty();
            }
            int delta = in.readUnsignedShort();
            int length = in.readUnsignedShort();
            if (in.readableBytes() < length) {
                return Optional.empty();
            }
            byte[] payload = new byte[length];
            in.readBytes(payload);
            return Optional.of(new MediaPacket(last.following(delta), Bytes.of(payload), null));
        }
    }
}
