package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSIncoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is found out about a packet before the library reads it. */
class DnsPacketTest {
    private static final String INSTANCE = "Office._wzp._udp.local";
    /** With the length of its first label and its end. */
    private static final int INSTANCE_BYTES = INSTANCE.length() + 2;

    private static final int HOST_BYTES = "office.local".length() + 2;
    private static final int TEXT_BYTES = "v=1".length() + "name=Office".length() + 2;
    private static final int MOST_BYTES = 9_000;
    private static final String LABEL = "a".repeat(63);
    private static final byte[] NOTHING = {};

    /** Each of them names no other fault than this one. */
    static final Map<String, DnsWriter> UNFIT = Map.of(
            "a name of 321 bytes",
            new DnsWriter().text(String.join(".", LABEL, LABEL, LABEL, LABEL, LABEL), NOTHING),
            "a pointer to itself",
            new DnsWriter().record(DnsWriter.pointing(null, 12), DnsWriter.TEXT, NOTHING),
            "a name that comes back to its begin",
            new DnsWriter().record(DnsWriter.pointing("a", 12), DnsWriter.TEXT, NOTHING),
            "a pointer into the header",
            new DnsWriter().record(DnsWriter.pointing(null, 0), DnsWriter.TEXT, NOTHING),
            "data that ends behind the packet",
            new DnsWriter().record(DnsWriter.name("a"), DnsWriter.TEXT, 1, NOTHING),
            "a name that is longer than its data",
            new DnsWriter()
                    .record(DnsWriter.name("a"), DnsWriter.POINTER, 2, DnsWriter.name("abc"))
                    .record(DnsWriter.name("a"), DnsWriter.TEXT, NOTHING),
            "data with something behind the name in it",
            new DnsWriter().record(DnsWriter.name("a"), DnsWriter.POINTER, new byte[] {1, 'b', 0, 0}),
            "a label whose last character is not whole",
            new DnsWriter().record(new byte[] {1, (byte) 0xe0, 1, 'a', 0}, DnsWriter.TEXT, NOTHING),
            "options with a record behind them",
            new DnsWriter()
                    .record(DnsWriter.name("a"), DnsWriter.OPTIONS, NOTHING)
                    .record(DnsWriter.name("a"), DnsWriter.TEXT, NOTHING),
            "the name of a host's processor that is not whole",
            new DnsWriter().record(DnsWriter.name("a"), DnsWriter.HOST, new byte[] {(byte) 0xc3}));

    static final List<String> FAULTS = UNFIT.keySet().stream().sorted().toList();

    /** Pointers of two bytes to a name of 4 KB, which the library writes out for each of them and takes apart. */
    static byte[] pointersToALongName() {
        DnsWriter packet = new DnsWriter();
        int name = packet.at();
        packet.record(DnsWriter.name("a._sub._b.".repeat(400) + "_udp.local"), DnsWriter.TEXT, NOTHING);
        while (packet.at() < MOST_BYTES - 20) {
            packet.record(DnsWriter.pointing(null, name), DnsWriter.POINTER, DnsWriter.pointing(null, name));
        }
        return packet.bytes();
    }

    private static OptionalInt cost(byte[] packet) {
        return DnsPacket.cost(packet, packet.length);
    }

    private static DnsWriter announcing() {
        return new DnsWriter()
                .pointer("_wzp._udp.local", INSTANCE)
                .text(INSTANCE, Sent.text("v=1", "name=Office"))
                .service(INSTANCE, 4433, "office.local")
                .address("office.local", Sent.OWN);
    }

    @Test
    void anAnnouncementCostsItsBytesAndSomethingForEachRecord() {
        int names = "_wzp._udp.local..".length() + 2 * INSTANCE_BYTES + HOST_BYTES;
        int data = 2 * INSTANCE_BYTES + TEXT_BYTES + (6 + 2 * HOST_BYTES) + 4;
        assertThat(cost(announcing().bytes())).hasValue(4 * DnsPacket.ENTRY_COST + names + data);
    }

    @Test
    void aPointerCostsTheNameThatItStandsFor() {
        int written = cost(new DnsWriter()
                        .text(INSTANCE, NOTHING)
                        .text(INSTANCE, NOTHING)
                        .bytes())
                .orElseThrow();
        byte[] pointing = new DnsWriter()
                .text(INSTANCE, NOTHING)
                .record(DnsWriter.pointing(null, 12), DnsWriter.TEXT, NOTHING)
                .bytes();
        assertThat(cost(pointing)).hasValue(written);
    }

    @Test
    void pointersToALongNameAreNotRead() {
        byte[] packet = pointersToALongName();
        assertThat(packet).hasSizeBetween(MOST_BYTES - 30, MOST_BYTES);
        assertThat(cost(packet)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void whatNoProgramWritesIsNotRead(String fault) {
        assertThat(cost(UNFIT.get(fault).bytes())).as(fault).isEmpty();
    }

    @Test
    void aPacketThatIsCutOffOrHasMoreBytesIsNotRead() {
        byte[] whole = announcing().bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(DnsPacket.cost(whole, length)).as("%d bytes", length).isEmpty();
        }
        assertThat(cost(Arrays.copyOf(whole, whole.length + 1))).isEmpty();
        assertThat(cost(whole)).isPresent();
    }

    /** Changed at random: whatever is let through, the library reads as it is counted here. */
    @Test
    void theLibraryFindsNoNameInItThatWasNotCounted() {
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            DnsWriter writer = announcing();
            byte[] packet = writer.record(
                            DnsWriter.pointing("b" + i % 10, 12 + random.nextInt(80)),
                            DnsWriter.POINTER,
                            DnsWriter.pointing("c", 12 + random.nextInt(80)))
                    .address("office.local", Sent.OTHER)
                    .bytes();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                packet[12 + random.nextInt(packet.length - 12)] = (byte) random.nextInt();
            }
            OptionalInt cost = cost(packet);
            if (cost.isPresent() && namesOf(packet) >= 0) {
                read++;
                assertThat(namesOf(packet)).as("packet %d", i).isLessThanOrEqualTo(cost.getAsInt());
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    /** Characters of all names in it; less than 0 if the library can't read it. */
    private static int namesOf(byte[] packet) {
        try {
            DNSIncoming read = new DNSIncoming(new DatagramPacket(packet, packet.length, Sent.OTHER, 5353));
            int names = 0;
            for (DNSEntry entry : read.getAllAnswers()) {
                assertThat(entry.getName().length()).isLessThanOrEqualTo(DnsPacket.MOST_NAME_BYTES);
                names += entry.getName().length();
            }
            return names;
        } catch (IOException e) {
            return -1;
        }
    }
}
