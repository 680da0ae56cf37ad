package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.transport.direct.HostilePeer;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage.FederationHello;
import org.wzp.relay.wire.SignalMessage.GlobalRoomInactive;

/** D-14: who sends signals faster than they are dealt with fills an inbox of its own, and loses its link; nobody waits. */
class D14FullInboxTest {
    private static final int SIGNALS = 1_500;
    private static final int FLOODER = 1;
    private static final int FRIEND = 2;

    @TempDir
    Path folder;

    private static RelayCertificate certificate(int seed) {
        return RelayCertificate.of(FakePeer.seed(seed));
    }

    @Test
    void aFloodOfSignalsEndsItsLinkIsCountedAndDisturbsNoOther() throws Exception {
        String flooder = certificate(FLOODER).fingerprint().normalized();
        try (Relays relays = new Relays(folder);
                QuicEndpoint socket = Endpoints.client(
                        RelayConfig.Transport.DIRECT,
                        EndpointSettings.of(new InetSocketAddress("127.0.0.1", 0), PatientLimits.limits()))) {
            Relays.Node berlin = relays.node("Berlin")
                    .speaks(config -> Relays.with(config, true, 2))
                    .trusts(flooder, "Flooder")
                    .trusts(certificate(FRIEND).fingerprint().normalized(), "Friend")
                    .start();
            TestClient anna = berlin.join(ROOM, "Anna");
            try (FakePeer friend = FakePeer.linked(berlin, FakePeer.seed(FRIEND))) {
                friend.tells(ROOM, 1, "Fred");
                await(() -> assertThat(anna.roster()).containsExactly("Anna", "Fred"));
                HostilePeer peer = HostilePeer.dial(socket, berlin.address, "_federation");
                byte[] hello = SignalCodec.encodeFrame(
                        new FederationHello(certificate(FLOODER).fingerprint().text()));
                peer.openAll(1, () -> new HostilePeer.Stream.Whole(hello));
                await(() -> assertThat(berlin.peer(flooder).state()).isEqualTo(State.UP));
                byte[] signal = SignalCodec.encodeFrame(new GlobalRoomInactive(ROOM));
                peer.openAll(SIGNALS, () -> new HostilePeer.Stream.Whole(signal));
                await(() -> assertThat(peer.closeInfo()).hasValueSatisfying(info -> assertThat(info.code())
                        .isEqualTo(CloseReason.TOO_MANY_SIGNALS.code())));
                await(() -> assertThat(
                                berlin.relay().relay().snapshot().counted(FederationCounters.Event.SIGNAL_FLOOD.key()))
                        .isEqualTo(1));
                await(() -> {
                    friend.say(ROOM, "still here", 0);
                    assertThat(anna.heard()).contains("still here");
                });
                assertThat(anna.roster()).containsExactly("Anna", "Fred");
                assertThat(friend.isClosed()).isFalse();
            }
        }
    }
}
