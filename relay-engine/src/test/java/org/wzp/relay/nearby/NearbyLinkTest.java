package org.wzp.relay.nearby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.loop.RelayTime;

/** Relays that find each other, over real QUIC; the network they are announced on is one in memory. */
class NearbyLinkTest {
    @TempDir
    Path folder;

    private final MemoryLan lan = new MemoryLan();
    private Optional<EmbeddedRelay> office = Optional.empty();
    private Optional<EmbeddedRelay> branch = Optional.empty();

    @AfterEach
    void stop() {
        office.ifPresent(EmbeddedRelay::close);
        branch.ifPresent(EmbeddedRelay::close);
    }

    private EmbeddedRelay started(String name, FederationConfig federation) throws RelayStartException {
        EmbeddedRelay relay = new EmbeddedRelay(
                RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), folder.resolve(name))
                        .with(federation),
                RelayTime.system(),
                lan);
        relay.start();
        return relay;
    }

    private static String fingerprint(EmbeddedRelay relay) {
        return relay.snapshot().endpoint().tlsFingerprint().orElseThrow().replace(":", "");
    }

    private static List<NearbyRelay> nearby(EmbeddedRelay relay) {
        return relay.snapshot().nearby().relays();
    }

    private static PeerStatus peer(EmbeddedRelay relay) {
        assertThat(relay.snapshot().federation().peers()).hasSize(1);
        return relay.snapshot().federation().peers().getFirst();
    }

    @Test
    void oneActOnEachSideMakesAProvenLinkOfTwoThatHearEachOther() throws Exception {
        EmbeddedRelay here = started("office", FederationConfig.NONE);
        office = Optional.of(here);
        EmbeddedRelay there = started("branch", FederationConfig.NONE);
        branch = Optional.of(there);
        await().untilAsserted(() -> {
            assertThat(nearby(here)).extracting(NearbyRelay::fingerprint).containsExactly(fingerprint(there));
            assertThat(nearby(there)).extracting(NearbyRelay::fingerprint).containsExactly(fingerprint(here));
        });
        NearbyRelay heard = nearby(here).getFirst();
        here.execute(
                "test", new DialRelay("127.0.0.1:" + heard.address().getPort(), heard.fingerprint(), heard.name()));
        await().untilAsserted(() -> assertThat(there.snapshot().federation().knocks())
                .singleElement()
                .returns(fingerprint(here), KnockStatus::fingerprint)
                .returns(true, KnockStatus::proven));
        there.execute("test", new TrustRelay(fingerprint(here), "Office", Optional.empty()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(peer(here).state()).isEqualTo(State.UP);
            assertThat(peer(here).proof()).isEqualTo(Proof.PINNED);
            assertThat(peer(there).state()).isEqualTo(State.UP);
            assertThat(peer(there).proof()).isEqualTo(Proof.PROVEN);
        });
    }

    @Test
    void aRelayThatStopsIsHeardNoMoreAndIsHeardAgainWhenItStarts() throws Exception {
        EmbeddedRelay here = started("office", FederationConfig.NONE);
        office = Optional.of(here);
        EmbeddedRelay there = started("branch", FederationConfig.NONE);
        branch = Optional.of(there);
        await().untilAsserted(() -> assertThat(nearby(here)).hasSize(1));
        there.stop();
        await().untilAsserted(() -> assertThat(nearby(here)).isEmpty());
        assertThat(there.snapshot().nearby()).isEqualTo(NearbyStatus.NONE);
        there.start();
        await().untilAsserted(() -> assertThat(nearby(here)).hasSize(1));
    }

    @Test
    void aRelayThatIsToldSoNeitherAnnouncesItselfNorListens() throws Exception {
        EmbeddedRelay here = started("office", FederationConfig.NONE);
        office = Optional.of(here);
        EmbeddedRelay there = started("branch", FederationConfig.NONE.nearby(false));
        branch = Optional.of(there);
        await().untilAsserted(() -> assertThat(here.snapshot().nearby().state()).isEqualTo(NearbyStatus.State.HEARING));
        assertThat(lan.announced()).isEqualTo(1);
        assertThat(there.snapshot().nearby()).isEqualTo(NearbyStatus.NONE);
    }
}
