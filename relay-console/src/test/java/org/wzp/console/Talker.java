package org.wzp.console;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/** Lets a client send a packet every 20 ms, as somebody who talks does, until it is closed. */
public final class Talker implements AutoCloseable {
    private static final int FRAME_MILLIS = 20;
    private static final int PAYLOAD_BYTES = 60;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final RelayClient client;
    private final CodecId codec;
    private int sequence;

    public Talker(RelayClient client) {
        this(client, CodecId.OPUS_24K);
    }

    public Talker(RelayClient client, CodecId codec) {
        this.client = client;
        this.codec = codec;
        var _ = clock.scheduleAtFixedRate(this::frame, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void frame() {
        ByteBuf packet = Unpooled.buffer();
        MediaHeader.source(codec, sequence++ & 0xFFFF, (long) sequence * FRAME_MILLIS)
                .write(packet);
        client.send(packet.writeZero(PAYLOAD_BYTES));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
