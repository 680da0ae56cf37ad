package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.admission.Admission.Entry;
import org.wzp.relay.api.ClientTransport;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.loop.CallingThread;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.media.MediaForwarder;
import org.wzp.relay.room.Egress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/**
 * Participants that are connected by something else than QUIC meet those on QUIC in one room: the admission, the rooms and the
 * forwarder know sinks only. The second transport is made here; the first is the relay's own, on loopback.
 */
class TwoTransportsTest {
    private static final String ROOM = "lobby";
    private static final int HEADER_BYTES = 12;

    @TempDir
    private Path home;

    private final RelayTime time = RelayTime.system();
    private final LockLedger ledger = LockLedger.system();
    private final RelayConfig.Limits limits = RelayConfig.Limits.defaults();
    private RoomDirectory rooms;
    private RoomAdmission admission;
    private QuicEndpoint server;
    private QuicEndpoint dialler;

    @BeforeEach
    void open() throws Exception {
        SecureRandom random = new SecureRandom();
        Seed seed = Seed.random(random);
        rooms = new RoomDirectory(time.wall(), ledger, new RoomDirectory.Listener() {});
        admission = new RoomAdmission(
                time,
                new SessionPermits(3),
                AccessList.open(
                        new StateFile(new AtomicFile(home.resolve("console.toml")), ledger.lock("state")),
                        time.wall(),
                        time.nanos(),
                        ledger.lock("rules")),
                rooms,
                new MediaForwarder(time.nanos()),
                List.of(),
                limits.quotas());
        LoginContext context = new LoginContext(
                limits,
                Optional.empty(),
                new SignedOffers(Identity.of(seed), random),
                new JoinRates(limits.quotas()),
                new SeenOffers(random),
                Runnable::run,
                admission,
                new AdmissionCounters(),
                new LoginContext.Listener() {},
                time.nanos());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = Endpoints.bind(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(anyPort, limits, ledger),
                RelayCertificate.of(seed),
                new ServiceRouter(
                        SmallServices.of(context, "test"),
                        new RoomLogins(
                                context,
                                new RoomPlacement(rooms, 16, System::nanoTime, new SecureRandom()),
                                room -> room)));
        dialler = Endpoints.client(RelayConfig.Transport.AUTO, EndpointSettings.of(anyPort, limits));
    }

    @AfterEach
    void close() {
        dialler.close(CloseReason.NORMAL, Duration.ofSeconds(1));
        server.close(CloseReason.SHUTTING_DOWN, Duration.ofSeconds(1));
    }

    /** A participant that hears by calls, as one behind a WebSocket would by frames. */
    private static final class Browser implements Egress {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<List<String>> rosters = new CopyOnWriteArrayList<>();
        private final List<LeaveReason> closes = new CopyOnWriteArrayList<>();

        @Override
        public void send(ByteBuf packet) {
            heard.add(packet.toString(
                    packet.readerIndex() + HEADER_BYTES,
                    packet.readableBytes() - HEADER_BYTES,
                    StandardCharsets.UTF_8));
        }

        @Override
        public void lost() {}

        @Override
        public EventLoop loop() {
            return CallingThread.LOOP;
        }

        @Override
        public void roster(SignalMessage.RoomUpdate roster) {
            rosters.add(roster.participants().stream().map(RosterEntry::alias).toList());
        }

        @Override
        public void directive(SignalMessage.QualityDirective directive) {}

        @Override
        public void close(LeaveReason why, String words) {
            closes.add(why);
        }

        @Override
        public ClientTransport transport() {
            return ClientTransport.WEB_SOCKET;
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public long sent() {
            return heard.size();
        }

        @Override
        public long sentBytes() {
            return 0;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public long droppedBy(DropCause cause) {
            return 0;
        }
    }

    private Entry enter(Browser browser, String alias) {
        return admission.enter(new Applicant(
                browser,
                new OutboxCounters(),
                ROOM,
                Identity.of(Seed.random(new SecureRandom())).fingerprint().text(),
                alias));
    }

    private TestClient joinByQuic(String alias) {
        TestClient client = new TestClient();
        client.connect(dialler, server.localAddress(), ROOM).offer(alias);
        TestClient.await(() -> assertThat(client.roster()).contains(alias));
        return client;
    }

    private static ByteBuf packet(String words) {
        return Unpooled.buffer().writeZero(HEADER_BYTES).writeBytes(words.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theyHearEachOtherSeeEachOtherAndShareTheRelaysBounds() {
        TestClient anna = joinByQuic("Anna");
        Browser ben = new Browser();
        Admission.Session bens = ((Entry.Admitted) enter(ben, "Ben")).session();
        TestClient cleo = joinByQuic("Cleo");

        TestClient.await(() -> {
            assertThat(anna.roster()).containsExactlyInAnyOrder("Anna", "Ben", "Cleo");
            assertThat(ben.rosters).last().isEqualTo(List.of("Anna", "Ben", "Cleo"));
        });
        assertThat(rooms.find(ROOM).orElseThrow().membership().members())
                .extracting(member -> member.egress().transport())
                .containsExactly(ClientTransport.QUIC, ClientTransport.WEB_SOCKET, ClientTransport.QUIC);

        anna.say("by datagram");
        bens.datagram(packet("by frame"));
        TestClient.await(() -> {
            assertThat(ben.heard).containsExactly("by datagram");
            assertThat(anna.heard()).containsExactly("by frame");
            assertThat(cleo.heard()).containsExactlyInAnyOrder("by datagram", "by frame");
        });

        assertThat(enter(new Browser(), "Dora")).isInstanceOfSatisfying(Entry.Refused.class, refused -> assertThat(
                        refused.why().refusal())
                .isEqualTo(Refusal.RELAY_FULL));
        bens.leave();
        TestClient.await(() -> assertThat(anna.roster()).containsExactlyInAnyOrder("Anna", "Cleo"));
        assertThat(admission.sessions()).isEqualTo(2);
    }

    @Test
    void anOperatorRemovesEither() {
        TestClient anna = joinByQuic("Anna");
        Browser ben = new Browser();
        assertThat(enter(ben, "Ben")).isInstanceOf(Entry.Admitted.class);
        Room room = rooms.find(ROOM).orElseThrow();

        for (Participant member : room.membership().members()) {
            assertThat(rooms.remove(member, LeaveReason.KICKED)).isTrue();
        }

        anna.assertClosedWith(CloseReason.KICKED);
        assertThat(ben.closes).containsExactly(LeaveReason.KICKED);
    }
}
