package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.QualityReport;
import org.wzp.relay.wire.SignalMessage;

/** W10: what a synthetic caller reports of its invented line lowers nobody's codec but other synthetic callers'. */
class W10RehearsalReportsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Loss 30 %, 400 ms: worse than anything the tiers call usable. */
    private static final QualityReport AWFUL = QualityReport.ofMeasured(30, 400, 10);

    @TempDir
    private Path home;

    private EmbeddedRelay relay;
    private QuicEndpoint socket;
    private int sequence;

    @BeforeEach
    void start() throws Exception {
        relay = new EmbeddedRelay(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), home));
        relay.start();
        socket = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()));
    }

    @AfterEach
    void stop() {
        socket.close();
        relay.close();
    }

    @Test
    void aRehearsalCallersReportsNeverLowerAPersonsCodec() throws Exception {
        List<SignalMessage> told = new CopyOnWriteArrayList<>();
        Identity besideAPerson = TestClient.newIdentity();
        Identity amongItself = TestClient.newIdentity();
        relay.rehearsing(Set.of(
                besideAPerson.fingerprint().toString(),
                amongItself.fingerprint().toString()));
        RelayClient person = join(TestClient.newIdentity(), "Anna", "lobby", told);
        RelayClient first = join(besideAPerson, "Robot", "lobby", new CopyOnWriteArrayList<>());
        RelayClient second = join(amongItself, "Android", "stage", new CopyOnWriteArrayList<>());

        // The same reports at the same pace to both rooms, lobby first: once stage has fallen, lobby would have as
        // well.
        await().atMost(SOON).untilAsserted(() -> {
            report(first);
            report(second);
            assertThat(room("stage").quality()).isEqualTo(Quality.POOR);
        });

        assertThat(room("lobby").tier()).isEqualTo(Tier.GOOD);
        assertThat(room("lobby").quality()).isEqualTo(Quality.UNMEASURED);
        assertThat(room("lobby").weakest()).as("nobody real has reported").isEmpty();
        assertThat(told).isNotEmpty().noneMatch(SignalMessage.QualityDirective.class::isInstance);

        person.leave();
        await("with nobody real in it the room is a rehearsal's own")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(room("lobby").tier()).isEqualTo(Tier.CATASTROPHIC));
    }

    private RelayClient join(Identity identity, String alias, String room, List<SignalMessage> told) throws Exception {
        InetSocketAddress address = relay.snapshot().endpoint().listening().orElseThrow();
        return RelayClient.join(
                        socket,
                        new RelayClient.Ticket(address, room, identity, alias, Optional.empty()),
                        new RelayClient.Listener() {
                            @Override
                            public void onMedia(ByteBuf packet) {}

                            @Override
                            public void onSignal(SignalMessage message) {
                                told.add(message);
                            }
                        })
                .get(60, TimeUnit.SECONDS);
    }

    private void report(RelayClient from) {
        ByteBuf packet = Unpooled.buffer();
        new MediaHeader(0, false, CodecId.OPUS_24K.code(), true, 0, sequence++ & 0xffff, sequence * 20L, 0, 0, 0, 0)
                .write(packet);
        packet.writeZero(40).writeInt(AWFUL.packed());
        from.send(packet);
    }

    private RoomStatus room(String name) {
        var rooms = relay.snapshot().rooms().stream()
                .filter(room -> room.name().equals(name))
                .toList();
        assertThat(rooms).as("room %s in the snapshot", name).hasSize(1);
        return rooms.getFirst();
    }
}
