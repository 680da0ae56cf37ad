package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.PacketWatch;
import org.wzp.relay.api.RelayCommand.WatchPackets;
import org.wzp.relay.api.WatchedPacket;
import org.wzp.relay.text.OutcomeWords;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/** The headers of packets that real clients send, and nothing else of them. */
class PacketWatchTest {
    private static final int PAYLOAD_BYTES = 40;
    private static final int BLOCK = 7;
    private static final int SYMBOL = 3;

    @TempDir
    private Path home;

    private static byte[] packet(int sequence) {
        ByteBuf packet = Unpooled.buffer();
        new MediaHeader(0, true, CodecId.OPUS_24K.code(), false, 0, sequence, 0, BLOCK, SYMBOL, 0, 0).write(packet);
        packet.writeZero(PAYLOAD_BYTES);
        byte[] bytes = new byte[packet.readableBytes()];
        packet.readBytes(bytes);
        return bytes;
    }

    private static PacketWatch watch(RelayFixture relay) {
        return relay.relay().watchedPackets(1).orElseThrow();
    }

    private static void arm(RelayFixture relay, List<Long> who, int packets) {
        assertThat(relay.relay().execute("root", new WatchPackets("lobby", who, packets)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theHeadersOfTheNextPacketsOfOnePersonAreNotedAndNoOthers() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "lobby", "Anna");
            TestClient ben = new TestClient().join(relay, "lobby", "Ben");
            TestClient cleo = new TestClient().join(relay, "lobby", "Cleo");
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(3));
            arm(relay, List.of(relay.row("Anna").id()), 3);
            ben.sendRaw(packet(900));
            TestClient.await(() -> assertThat(cleo.heard()).hasSize(1));
            for (int sequence = 11; sequence <= 15; sequence++) {
                anna.sendRaw(packet(sequence));
            }
            TestClient.await(() -> assertThat(watch(relay).packets()).hasSize(3));
            PacketWatch watch = watch(relay);
            assertThat(watch.over()).isTrue();
            assertThat(watch.person().orElseThrow().alias()).isEqualTo("Anna");
            assertThat(watch.packets())
                    .allSatisfy(packet -> {
                        assertThat(packet.sender()).isEqualTo(watch.person());
                        assertThat(packet.codec()).isEqualTo(CodecId.OPUS_24K.code());
                        assertThat(packet.repair()).isTrue();
                        assertThat(packet.fecBlock()).isEqualTo(BLOCK);
                        assertThat(packet.fecSymbol()).isEqualTo(SYMBOL);
                        assertThat(packet.bytes()).isEqualTo(MediaHeader.BYTES + PAYLOAD_BYTES);
                        assertThat(packet.copies()).isEqualTo(2);
                        assertThat(packet.forwardNanos()).isNotNegative();
                        assertThat(packet.drops()).isEmpty();
                    })
                    .extracting(WatchedPacket::sequence)
                    .doesNotHaveDuplicates()
                    .allMatch(sequence -> sequence >= 11 && sequence <= 15);
            assertThat(watch.packets().getFirst().gapNanos()).isEmpty();
            assertThat(watch.packets().getLast().gapNanos()).isPresent();
            assertThat(relay.relay().watchedPackets(3).orElseThrow().packets())
                    .containsExactly(watch.packets().getLast());
        }
    }

    @Test
    void aRoomsWatchTakesEverybodysPacketsAndANewWatchEndsTheOneBefore() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "lobby", "Anna");
            TestClient ben = new TestClient().join(relay, "lobby", "Ben");
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(2));
            arm(relay, List.of(), 100);
            anna.sendRaw(packet(1));
            ben.sendRaw(packet(2));
            TestClient.await(() -> assertThat(watch(relay).packets())
                    .extracting(packet -> packet.sender().orElseThrow().alias())
                    .containsExactlyInAnyOrder("Anna", "Ben"));
            long before = watch(relay).id();
            arm(relay, List.of(), 5);
            assertThat(watch(relay).packets()).isEmpty();
            assertThat(watch(relay).id()).isEqualTo(before + 1);
        }
    }

    @Test
    void whoWatchedWhomStandsInTheAuditLog() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient anna = new TestClient().join(relay, "lobby", "Anna");
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isEqualTo(1));
            arm(relay, List.of(relay.row("Anna").id()), 1_000);
            assertThat(Files.readAllLines(home.resolve("audit.jsonl")))
                    .singleElement()
                    .asString()
                    .contains("\"actor\":\"root\"", "\"command\":\"WatchPackets\"", "(Anna)", "\"packets\":\"1,000\"");
            assertThat(anna.heard()).isEmpty();
        }
    }

    @Test
    void nobodyIsWatchedWhoIsNotThere() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home)) {
            Outcome outcome = relay.relay().execute("root", new WatchPackets("lobby", List.of(), 10));
            assertThat(outcome).isEqualTo(new Outcome.NothingToDo(new AlreadySo.NobodyInside("lobby")));
            assertThat(OutcomeWords.of(outcome)).isEqualTo("Nobody is in lobby.");
            assertThat(relay.relay().watchedPackets(1)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aWatchIsBounded() {
        assertThatThrownBy(() -> new WatchPackets("lobby", List.of(), 10_001)).hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> new WatchPackets("lobby", List.of(), 0)).hasMessageContaining("1 to 10000");
    }
}
