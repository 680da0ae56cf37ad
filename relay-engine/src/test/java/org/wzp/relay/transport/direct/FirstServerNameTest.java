package org.wzp.relay.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.SignalMessage;

class FirstServerNameTest {
    private static final int MUTATIONS = 5_000;
    private static final int TOO_MUCH_FOR_ONE_PACKET = 1_100;

    private final FirstServerName reader = new FirstServerName();

    private Optional<String> read(byte[]... frames) throws GeneralSecurityException {
        int length = Arrays.stream(frames).mapToInt(frame -> frame.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        return reader.read(ClientInitial.packet(all), ClientInitial.ID.length);
    }

    private static byte[] example() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FirstServerNameTest.class.getResourceAsStream("rfc9001-appendix-a2.hex"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }

    @Test
    void theExampleOfTheRfcAsksForExampleCom() throws Exception {
        byte[] packet = example();
        assertThat(packet).hasSize(1_200);
        assertThat(reader.read(packet, 8)).contains("example.com");
    }

    @Test
    void nameIsReadInLowerCaseWhereverItStands() throws Exception {
        assertThat(read(ClientInitial.crypto(0, ClientInitial.hello("PodCast", 0, 300))))
                .contains("podcast");
        assertThat(read(ClientInitial.crypto(0, ClientInitial.hello("podcast", 900, 0))))
                .contains("podcast");
    }

    @Test
    void nameIsReadFromPiecesInAnyOrderWithPaddingBetween() throws Exception {
        byte[] hello = ClientInitial.hello("podcast", 100, 100);
        byte[] first = ClientInitial.crypto(0, Arrays.copyOf(hello, 60));
        byte[] second = ClientInitial.crypto(60, Arrays.copyOfRange(hello, 60, 150));
        byte[] third = ClientInitial.crypto(150, Arrays.copyOfRange(hello, 150, hello.length));
        byte[] padding = new byte[20];
        byte[] ping = {1};
        assertThat(read(third, padding, first, ping, second)).contains("podcast");
    }

    @Test
    void helloWithoutANameAsksForNone() throws Exception {
        assertThat(read(ClientInitial.crypto(0, ClientInitial.hello(null, 200, 200))))
                .contains("");
    }

    /** Of a greeting that fills two packets the first one tells the name if it is in there; from the second alone nothing can be told. */
    @Test
    void nameInTheSecondPacketCantBeTold() throws Exception {
        byte[] early = ClientInitial.hello("podcast", 0, 1_300);
        assertThat(read(ClientInitial.crypto(0, Arrays.copyOf(early, TOO_MUCH_FOR_ONE_PACKET))))
                .contains("podcast");
        byte[] late = ClientInitial.hello("podcast", 1_300, 0);
        assertThat(read(ClientInitial.crypto(0, Arrays.copyOf(late, TOO_MUCH_FOR_ONE_PACKET))))
                .isEmpty();
        byte[] rest = Arrays.copyOfRange(late, TOO_MUCH_FOR_ONE_PACKET, late.length);
        assertThat(read(ClientInitial.crypto(TOO_MUCH_FOR_ONE_PACKET, rest))).isEmpty();
        // the name itself is cut
        byte[] cut = ClientInitial.hello("podcast", TOO_MUCH_FOR_ONE_PACKET - 70, 0);
        int name = new String(cut, StandardCharsets.ISO_8859_1).indexOf("podcast");
        assertThat(read(ClientInitial.crypto(0, Arrays.copyOf(cut, name + 3)))).isEmpty();
        assertThat(read(ClientInitial.crypto(0, Arrays.copyOf(cut, name + 7)))).contains("podcast");
    }

    @Test
    void helloWhoseListsEndEarlyTellsNothingOrAsMuchAsIsThere() throws Exception {
        byte[] hello = ClientInitial.hello("podcast", 10, 10);
        for (int length = 0; length < hello.length; length++) {
            assertThat(read(ClientInitial.crypto(0, Arrays.copyOf(hello, length))))
                    .as("of %d bytes", length)
                    .isIn(Optional.empty(), Optional.of("podcast"));
        }
    }

    @Test
    void anyBytesInTheRightEncryptionAreReadWithoutAFault() throws Exception {
        Random random = new Random(20261125);
        byte[] hello = ClientInitial.hello("podcast", 30, 30);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] frames = ClientInitial.crypto(0, hello);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                frames[random.nextInt(frames.length)] = (byte) random.nextInt();
            }
            assertThat(read(frames)).as("seed 20261125, round %d", i).isNotNull();
        }
    }

    @Test
    void nothingIsReadFromAPacketThatWasChangedOrCut() throws Exception {
        byte[] packet = example();
        for (int length = 0; length < packet.length; length++) {
            assertThat(reader.read(Arrays.copyOf(packet, length), 8))
                    .as("cut to %d", length)
                    .isEmpty();
        }
        Random random = new Random(7);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = packet.clone();
            changed[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertThat(reader.read(changed, 8)).as("round %d", i).isEmpty();
        }
        // and it still reads what is right
        assertThat(reader.read(packet, 8)).contains("example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"podcast", "LobBy", "call-18a1b2c3d4e5f607", ""})
    @EnabledOnOs(OS.LINUX)
    void firstPacketOfOurOwnClientTellsItsRoom(String name) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                QuicEndpoint client = DirectEndpoint.client(EndpointSettings.of(anyPort, PatientLimits.limits()))) {
            socket.setSoTimeout(30_000);
            var _ = client.connect((InetSocketAddress) socket.getLocalSocketAddress(), name, new Silent());
            DatagramPacket first = new DatagramPacket(new byte[2_048], 2_048);
            socket.receive(first);
            byte[] packet = Arrays.copyOf(first.getData(), first.getLength());
            assertThat(reader.read(packet, packet[5])).contains(name.toLowerCase(Locale.ROOT));
        }
    }

    private static final class Silent implements ConnectionHandler {
        @Override
        public void onSignal(Connection connection, SignalMessage message) {}

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {}

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {}

        @Override
        public void onClosed(Connection connection, CloseInfo info) {}
    }
}
