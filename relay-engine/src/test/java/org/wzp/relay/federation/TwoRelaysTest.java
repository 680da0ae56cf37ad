package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.ROOM;
import static org.wzp.relay.federation.Relays.awaitHears;
import static org.wzp.relay.federation.Relays.awaitUp;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.engine.TestClient;

/** F-52, F-54, F-58, F-60 to F-62: two relays, one of which dials. */
class TwoRelaysTest {
    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private Relays.Node paris;

    @BeforeEach
    void start() {
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        paris = relays.node("Paris");
        berlin.dials(paris);
        paris.trusts(berlin);
        relays.start();
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    @Test
    void theDialledOneIsPinnedAndTheDiallerProvesItself() {
        awaitUp(berlin, paris);
        assertThat(berlin.peer(paris).proof()).isEqualTo(Proof.PINNED);
        assertThat(berlin.peer(paris).direction()).contains(Direction.OUT);
        assertThat(paris.peer(berlin).proof()).isEqualTo(Proof.PROVEN);
        assertThat(paris.peer(berlin).direction()).contains(Direction.IN);
    }

    @Test
    void peopleHearAndSeeEachOtherAcrossRelays() {
        TestClient anna = berlin.join(ROOM, "Anna");
        TestClient ben = paris.join(ROOM, "Ben");
        await(() -> assertThat(anna.roster()).containsExactly("Anna", "Ben"));
        await(() -> assertThat(ben.roster()).containsExactly("Ben", "Anna"));
        awaitHears(anna, ben, "hello");
        awaitHears(ben, anna, "hello too");
        assertThat(anna.heard()).doesNotContain("hello");
    }
}
