package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wzp.relay.transport.linux.LinuxSocket;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.linux.PacketBatch;
import org.wzp.relay.transport.linux.SocketAddresses;

@EnabledOnOs(OS.LINUX)
class PendingHandshakesTest {
    private static final int BYTES = 1_200;
    private static final int MORE_THAN_THERE_IS_PLACE_FOR = 10_000;

    private final Arena arena = Arena.ofShared();
    private final long local = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
    private final int localLength = SocketAddresses.write(local, new InetSocketAddress("127.0.0.1", 4433), false);
    private final PacketBatch received = PacketBatch.forReceiving(arena, 1, local, localLength, false);
    private final PendingHandshakes newcomers = new PendingHandshakes(arena, local, localLength, false);

    @AfterEach
    void free() {
        arena.close();
    }

    private boolean arrive(int number) {
        NativeMemory.putInt(received.buffer(0), number);
        NativeMemory.putInt(received.buffer(0) + BYTES - Integer.BYTES, number);
        int length = SocketAddresses.write(received.address(0), from(number), false);
        NativeMemory.putInt(received.message(0) + LinuxSocket.MESSAGE_NAME_LENGTH, length);
        return newcomers.keep(received, 0, BYTES);
    }

    private static InetSocketAddress from(int number) {
        return new InetSocketAddress("10.0.0." + number % 256, 40_000 + number % 1_000);
    }

    private void assertNextIs(int number) {
        int slot = newcomers.take();
        PacketBatch packets = newcomers.packets();
        assertThat(packets.receivedBytes(slot)).isEqualTo(BYTES);
        assertThat(NativeMemory.getInt(packets.buffer(slot))).isEqualTo(number);
        assertThat(NativeMemory.getInt(packets.buffer(slot) + BYTES - Integer.BYTES))
                .isEqualTo(number);
        assertThat(SocketAddresses.read(packets.address(slot))).isEqualTo(from(number));
    }

    @Test
    void theyGoInTheOrderOfTheirArrivalAlsoRoundTheEnd() {
        int next = 0;
        int arrived = 0;
        for (int round = 0; round < 200; round++) {
            assertThat(arrive(arrived++)).isTrue();
            assertThat(arrive(arrived++)).isTrue();
            assertNextIs(next++);
            if (round % 2 == 0) {
                assertNextIs(next++);
            }
        }
        while (next < arrived) {
            assertNextIs(next++);
        }
        assertThat(newcomers.isEmpty()).isTrue();
    }

    @Test
    void whoFindsNoPlaceIsSentAwayAndTheOthersStay() {
        int kept = 0;
        while (kept < MORE_THAN_THERE_IS_PLACE_FOR && arrive(kept)) {
            kept++;
        }
        assertThat(kept).isLessThan(MORE_THAN_THERE_IS_PLACE_FOR);
        assertThat(arrive(kept)).isFalse();
        for (int i = 0; i < kept; i++) {
            assertNextIs(i);
        }
        assertThat(newcomers.isEmpty()).isTrue();
        assertThat(arrive(7)).isTrue();
        assertNextIs(7);
    }
}
