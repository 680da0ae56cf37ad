package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.wire.Bytes;

/** The library itself, over multicast on loopback. */
class JmdnsLanTest {
    private static final InetAddress LOOPBACK = Sent.address("127.0.0.1");
    private static final int MDNS_PORT = 5353;
    private static final int CROWDS_PORT = 4433;
    private static final int COSTLY = 20;
    private static final int MANY_ADDRESSES = 100;
    private static final int MANY = 9_990;
    private static final int IN_A_PACKET = 30;
    /** The kernel drops what comes faster than it is read. */
    private static final int LEAST_RECORDS = 1_000;

    private final JmdnsLan lan = new JmdnsLan();
    private DnsSd.Network here;

    private static Announcement announcement(int number, String name) {
        return new Announcement(name, new TlsFingerprint(Bytes.ofHex(Sent.fingerprint(number))), 4433 + number);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30));
    }

    @BeforeEach
    void open() throws IOException {
        here = lan.open(LOOPBACK, announcement(1, "Office"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private NearbyTable shown() {
        NearbyTable table = new NearbyTable(Sent.fingerprint(1));
        table.show(here.heard(NearbyRelays.MOST_HEARD), Instant.EPOCH);
        return table;
    }

    @Test
    void twoHearEachOtherAndTheGoodbyeOfOne() throws IOException {
        DnsSd.Network there = lan.open(LOOPBACK, announcement(2, "Büro (2)"));
        try {
            here.ask();
            soon().untilAsserted(() -> assertThat(shown().byName())
                    .singleElement()
                    .returns(Sent.fingerprint(2), NearbyRelay::fingerprint)
                    .returns("Büro (2)", NearbyRelay::name)
                    .returns(4435, relay -> relay.address().getPort())
                    .returns(LOOPBACK, relay -> relay.address().getAddress()));
        } finally {
            there.close();
        }
        soon().untilAsserted(() -> assertThat(shown().byName()).isEmpty());
    }

    /** What is kept grows with what comes, so that whoever has opened the network can tell and close it. */
    @Test
    void tenThousandNamesAreKeptAndToldAndAFewHundredLookedAt() throws IOException {
        long before = here.keptBytes();
        try (MulticastSocket socket = socket()) {
            for (int first = 0; first < MANY; first += IN_A_PACKET) {
                socket.send(multicast(announcing(first)));
            }
        }
        soon().untilAsserted(() -> assertThat(here.keptBytes() - before).isGreaterThan(LEAST_RECORDS * 1_024L));
        assertThat(here.heard(NearbyRelays.MOST_HEARD)).hasSize(NearbyRelays.MOST_HEARD);
        assertThat(shown().byName()).hasSize(NearbyStatus.MOST_RELAYS);
    }

    /** A response with complete services on one host, good for as long as can be said. */
    private static byte[] announcing(int first) {
        DnsWriter packet = new DnsWriter();
        for (int number = first; number < first + IN_A_PACKET; number++) {
            String instance = "crowd-" + number + "._wzp._udp.local";
            packet.pointer("_wzp._udp.local", instance)
                    .text(instance, Sent.text("v=1", "fp=" + Sent.fingerprint(number + 10), "name=" + number))
                    .service(instance, CROWDS_PORT, "crowd.local");
        }
        return packet.address("crowd.local", LOOPBACK).bytes();
    }

    /** Each look takes all of them up again, for each service that is said to be there. */
    @Test
    void ofAHostsAddressesAFewAreLookedAt() throws IOException {
        DnsWriter packet = new DnsWriter()
                .pointer(JmdnsLan.TYPE, "many._wzp._udp.local")
                .text("many._wzp._udp.local", Sent.text("v=1", "fp=" + Sent.fingerprint(3)))
                .service("many._wzp._udp.local", CROWDS_PORT, "many.local");
        for (int i = 1; i <= MANY_ADDRESSES; i++) {
            packet.address("many.local", Sent.address("192.0.2." + i));
        }
        try (MulticastSocket socket = socket()) {
            soon().untilAsserted(() -> {
                socket.send(multicast(packet.bytes()));
                assertThat(here.heard(NearbyRelays.MOST_HEARD))
                        .filteredOn(heard -> heard.port() == CROWDS_PORT)
                        .singleElement()
                        .satisfies(heard -> assertThat(heard.addresses()).hasSize(8));
            });
        }
    }

    /** Each is 9 KB, and would have the library take 2.7 MB of names apart. */
    @Test
    void packetsThatCostMuchAreNotReadAndOthersAreStillHeard() throws IOException {
        byte[] costly = DnsPacketTest.pointersToALongName();
        DnsSd.Network there = lan.open(LOOPBACK, announcement(2, "Attic"));
        try (MulticastSocket socket = socket()) {
            soon().untilAsserted(() -> {
                socket.send(multicast(costly));
                assertThat(here.unread()).isGreaterThan(COSTLY);
            });
            here.ask();
            soon().untilAsserted(() -> assertThat(shown().byName())
                    .singleElement()
                    .returns(Sent.fingerprint(2), NearbyRelay::fingerprint));
        } finally {
            there.close();
        }
    }

    private static MulticastSocket socket() throws IOException {
        MulticastSocket socket = new MulticastSocket();
        socket.setNetworkInterface(NetworkInterface.getByInetAddress(LOOPBACK));
        return socket;
    }

    private static DatagramPacket multicast(byte[] packet) {
        return new DatagramPacket(packet, packet.length, Sent.address("224.0.0.251"), MDNS_PORT);
    }
}
