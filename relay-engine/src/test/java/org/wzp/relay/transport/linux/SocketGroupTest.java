package org.wzp.relay.transport.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel brings each packet to the loop that its id names. */
@EnabledOnOs(OS.LINUX)
class SocketGroupTest {
    private static final int LOOPS = 3;
    private static final int SHORT_HEADER = 0x40;
    private static final int LONG_HEADER = 0xc0;
    private static final int SHORT_ID_AT = 1;
    private static final int LONG_ID_AT = 6;

    private final Arena arena = Arena.ofConfined();
    private List<LinuxSocket> group;
    private DatagramSocket client;

    @BeforeEach
    void open() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        group = SocketGroup.bind(new InetSocketAddress(loopback, 0), LOOPS, true);
        client = new DatagramSocket(0, loopback);
    }

    @AfterEach
    void close() {
        client.close();
        group.forEach(LinuxSocket::close);
        arena.close();
    }

    /** Over loopback a packet is in its receiver's socket when the call that sends it returns. */
    private void send(int bytes, int firstByte, int idAt, int id) throws IOException {
        byte[] packet = new byte[bytes];
        packet[0] = (byte) firstByte;
        if (idAt < bytes) {
            packet[idAt] = (byte) id;
        }
        client.send(new DatagramPacket(packet, bytes, group.getFirst().local()));
    }

    /** How many packets wait in each socket. */
    private List<Integer> waiting() {
        return group.stream().map(this::received).toList();
    }

    private int received(LinuxSocket socket) {
        long local = NativeMemory.allocate(arena, LinuxSocket.ADDRESS_BYTES);
        int length = SocketAddresses.write(local, socket.local(), socket.ipv6());
        PacketBatch batch = PacketBatch.forReceiving(arena, 8, local, length, false);
        return Math.max(0, socket.receive(batch.message(0), 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 127, 128, 255})
    void aPacketGoesToTheLoopThatItsIdNames(int id) throws IOException {
        send(2, SHORT_HEADER, SHORT_ID_AT, id);
        send(1200, SHORT_HEADER, SHORT_ID_AT, id);
        send(1200, LONG_HEADER, LONG_ID_AT, id);
        assertThat(waiting())
                .isEqualTo(IntStream.range(0, LOOPS)
                        .map(i -> i == id % LOOPS ? 3 : 0)
                        .boxed()
                        .toList());
    }

    /** Behind a packet's end the kernel's program reads nothing and gives 0: some loop gets it, and counts it as stray. */
    @Test
    void aPacketThatIsTooShortForAnIdIsGivenToTheFirst() throws IOException {
        send(1, SHORT_HEADER, SHORT_ID_AT, 2);
        send(3, LONG_HEADER, LONG_ID_AT, 2);
        assertThat(waiting()).containsExactly(2, 0, 0);
    }

    @Test
    void nobodyElseIsLetOntoThePort() {
        InetSocketAddress taken = group.getFirst().local();
        assertThatThrownBy(() -> SocketGroup.bind(taken, 1, true)).isInstanceOf(BindException.class);
    }
}
