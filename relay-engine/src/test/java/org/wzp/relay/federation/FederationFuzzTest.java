package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.config.Unfit;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RoomOrigin;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage.FederationProof;
import org.wzp.relay.wire.SignalMessage.GlobalRoomActive;
import org.wzp.relay.wire.SignalMessage.GlobalRoomInactive;

/**
 * Whatever a peer sends: a proof is refused, a datagram is carried on or counted and its indices are as they were, a list is
 * bounded. Whatever stands in the section of {@code console.toml}: it is understood or refused.
 */
class FederationFuzzTest {
    private static final String PEER = "11".repeat(32);
    private static final String OWN = "22".repeat(32);
    private static final String ROOM = "podcast";
    private static final int HOP_LIMIT = 2;
    private static final TomlMapper TOML = new TomlMapper();

    @FuzzTest(maxDuration = "30s")
    void proofs(FuzzedDataProvider data) {
        Bytes nonce = Bytes.zeros(LinkProof.NONCE_BYTES);
        Bytes certificate = Bytes.of(data.consumeBytes(600));
        FederationProof proof = new FederationProof(certificate, Bytes.of(data.consumeRemainingAsBytes()));
        String dialler = TlsFingerprint.ofCertificate(certificate.toArray()).normalized();
        assertThat(LinkProof.holds(proof, new LinkProof.Connected(dialler, PEER, nonce, nonce)))
                .isFalse();
    }

    @FuzzTest(maxDuration = "30s")
    void fingerprints(FuzzedDataProvider data) {
        FederationTables.fingerprint(data.consumeRemainingAsString())
                .ifPresent(read -> assertThat(read).matches("[0-9a-f]{64}").satisfies(digits -> assertThat(
                                FederationTables.fingerprint(digits))
                        .contains(digits)));
    }

    @FuzzTest(maxDuration = "30s")
    void sections(FuzzedDataProvider data) throws Exception {
        FederationConfig read;
        try {
            read = FederationStore.merged(FederationConfig.NONE, TOML.readTree(data.consumeRemainingAsString()));
        } catch (JsonProcessingException | Unfit refused) {
            return;
        }
        String written = FederationStore.section(FederationConfig.NONE, read);
        assertThat(FederationStore.merged(FederationConfig.NONE, TOML.readTree(written)))
                .isEqualTo(read);
    }

    @FuzzTest(maxDuration = "30s")
    void lists(FuzzedDataProvider data) {
        DuplicateFilter duplicates = new DuplicateFilter(new SipHash(1, 2), 0);
        RoomDirectory directory = directory();
        GlobalRooms rooms = new GlobalRooms();
        assertThat(rooms.follow(List.of(ROOM))).isEmpty();
        LinkTable table = new LinkTable();
        Rosters rosters = new Rosters(
                OWN, HOP_LIMIT, directory, rooms, table, new Versions(() -> Instant.EPOCH), new FederationCounters());
        PeerLink link = link(ingress(directory, duplicates), data.consumeBoolean());
        table.put(link);
        while (data.remainingBytes() > 0) {
            link.follow(rooms.all());
            String room = data.consumeBoolean() ? ROOM : data.consumeString(20);
            String origin = data.consumeBoolean() ? PEER : data.consumeString(70);
            if (data.consumeBoolean()) {
                rosters.receive(link, new GlobalRoomInactive(room, data.consumeBoolean() ? origin : null), false, 0);
            } else {
                RoomOrigin from = new RoomOrigin(origin, data.consumeLong(), data.consumeInt(0, 255));
                List<RosterEntry> people = Collections.nCopies(
                        data.consumeInt(0, 2_000),
                        new RosterEntry(
                                data.consumeString(200),
                                data.consumeBoolean() ? data.consumeString(200) : null,
                                data.consumeBoolean() ? data.consumeString(200) : null));
                rosters.receive(
                        link, new GlobalRoomActive(room, people, data.consumeBoolean() ? from : null), false, 0);
            }
        }
        for (GlobalRoom room : rooms.all()) {
            List<RosterEntry> people = room.elsewhere();
            assertThat(SignalCodec.encode(new GlobalRoomActive(room.name(), people)))
                    .hasSizeLessThanOrEqualTo(Federation.MOST_SIGNAL_BYTES);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void datagrams(byte[] bytes) {
        MediaIngress ingress = ingress(directory(), new DuplicateFilter(new SipHash(1, 2), 0));
        GlobalRoom room = new GlobalRoom(ROOM);
        for (boolean ours : new boolean[] {false, true}) {
            PeerLink link = link(ingress, ours);
            link.follow(List.of(room));
            ByteBuf datagram = Unpooled.wrappedBuffer(bytes);
            link.onDatagram(link.connection(), datagram);
            assertThat(datagram.readableBytes()).isEqualTo(bytes.length);
            assertThat(link.counters().in()).isEqualTo(1);
        }
    }

    private static RoomDirectory directory() {
        return new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    }

    private static MediaIngress ingress(RoomDirectory directory, DuplicateFilter duplicates) {
        return new MediaIngress(directory, new MediaForwarder(System::nanoTime), duplicates, HOP_LIMIT, 500);
    }

    private static PeerLink link(MediaIngress ingress, boolean ours) {
        return new PeerLink(
                new PeerLink.Facts(PEER, "Peer", Direction.IN, Proof.PROVEN, Instant.EPOCH),
                new QuietConnection(),
                ingress,
                System::nanoTime,
                ours);
    }
}
