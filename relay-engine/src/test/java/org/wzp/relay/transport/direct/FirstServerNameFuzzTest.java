package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever a stranger puts into its first packet: a name is read, or none, and nothing is thrown. */
class FirstServerNameFuzzTest {
    private static final int MOST_FRAME_BYTES = 1_160;
    private final FirstServerName reader = new FirstServerName();

    @FuzzTest(maxDuration = "30s")
    void packets(FuzzedDataProvider data) {
        int idBytes = data.consumeInt(8, 20);
        assertThat(reader.read(data.consumeRemainingAsBytes(), idBytes)).isNotNull();
    }

    @FuzzTest(maxDuration = "30s")
    void frames(byte[] frames) throws Exception {
        byte[] fitting = Arrays.copyOf(frames, Math.min(frames.length, MOST_FRAME_BYTES));
        assertThat(reader.read(ClientInitial.packet(fitting), ClientInitial.ID.length))
                .isNotNull();
    }

    @FuzzTest(maxDuration = "30s")
    void hellos(byte[] hello) throws Exception {
        byte[] fitting = Arrays.copyOf(hello, Math.min(hello.length, MOST_FRAME_BYTES - 5));
        assertThat(reader.read(ClientInitial.packet(ClientInitial.crypto(0, fitting)), ClientInitial.ID.length))
                .isNotNull();
    }
}
