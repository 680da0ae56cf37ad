package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/** What the snapshot tells of the ways from a real client to the relay and back. */
class FlowStatusTest {
    private static final int PACKETS = 20;
    private static final int PACKET_BYTES = 40;

    @TempDir
    private Path home;

    private static byte[] packet(int sequence) {
        ByteBuf packet = Unpooled.buffer();
        MediaHeader.source(CodecId.OPUS_24K, sequence, sequence * 20L).write(packet);
        packet.writeZero(PACKET_BYTES);
        byte[] bytes = new byte[packet.readableBytes()];
        packet.readBytes(bytes);
        return bytes;
    }

    @Test
    void whatASenderNumberedAndNeverCameIsMissingAndItsSilenceGrows() {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            for (int i = 0; i < PACKETS; i++) {
                // every second number
                anna.sendRaw(packet(2 * i));
            }
            TestClient.await(() -> assertThat(relay.row("Anna").packetsIn()).isEqualTo(PACKETS));
            assertThat(relay.row("Anna").flow().missing()).isEqualTo(PACKETS - 1);
            assertThat(relay.row("Ben").flow().missing()).isZero();
            assertThat(relay.row("Ben").flow().sinceLast()).isEmpty();
            TestClient.await(
                    () -> assertThat(relay.row("Anna").flow().sinceLast().orElseThrow())
                            .isGreaterThan(Duration.ofMillis(500)));
            TestClient.await(
                    () -> assertThat(relay.row("Ben").flow().quicRttMillis()).isPresent());
            TestClient.await(() -> assertThat(ben.heard()).hasSize(PACKETS));
        }
    }
}
