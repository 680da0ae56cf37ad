package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wzp.relay.engine.TestClient.await;
import static org.wzp.relay.federation.Relays.awaitUp;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.FederationCommand;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayEvent;

/** What becomes of links is told once, as it happens, for the journal. */
class LinkEventsTest {
    @TempDir
    Path folder;

    private Relays relays;
    private Relays.Node berlin;
    private Relays.Node paris;

    @BeforeEach
    void make() {
        relays = new Relays(folder);
        berlin = relays.node("Berlin");
        paris = relays.node("Paris");
    }

    @AfterEach
    void stop() {
        relays.close();
    }

    @Test
    void bothSidesTellOfALinkThatStandsAndOfItsEnd() {
        berlin.dials(paris);
        paris.trusts(berlin);
        relays.start();
        await(() -> assertThat(told(berlin, RelayEvent.LinkUp.class))
                .extracting(RelayEvent.LinkUp::relay, RelayEvent.LinkUp::fingerprint, RelayEvent.LinkUp::proof)
                .containsExactly(tuple("Paris", paris.fingerprint(), Proof.PINNED)));
        await(() -> assertThat(told(paris, RelayEvent.LinkUp.class))
                .extracting(RelayEvent.LinkUp::relay, RelayEvent.LinkUp::proof)
                .containsExactly(tuple("Berlin", Proof.PROVEN)));
        paris.stop();
        await(() -> assertThat(told(berlin, RelayEvent.LinkDown.class))
                .extracting(RelayEvent.LinkDown::relay, RelayEvent.LinkDown::why)
                .containsExactly(tuple("Paris", "relay shutting down")));
    }

    @Test
    void twoThatDialEachOtherTellOfOneLink() {
        relays.mesh("Berlin", "Paris").start();
        relays.awaitSettled();
        awaitUp(berlin, paris);
        await(() -> assertThat(told(berlin, RelayEvent.LinkUp.class)).hasSize(1));
        await(() -> assertThat(told(paris, RelayEvent.LinkUp.class)).hasSize(1));
        assertThat(told(berlin, RelayEvent.LinkDown.class)).isEmpty();
        assertThat(told(paris, RelayEvent.LinkDown.class)).isEmpty();
    }

    @Test
    void whoEndsALinkSaysWhyInItsOwnJournal() {
        berlin.dials(paris);
        paris.trusts(berlin);
        relays.start();
        awaitUp(berlin, paris);
        await(() -> assertThat(told(berlin, RelayEvent.LinkUp.class)).hasSize(1));
        assertThat(berlin.relay().execute(new FederationCommand.StopDialling(paris.fingerprint())))
                .isInstanceOf(Outcome.Done.class);
        await(() -> assertThat(told(berlin, RelayEvent.LinkDown.class))
                .extracting(RelayEvent.LinkDown::why)
                .containsExactly("link removed by the operator"));
    }

    @Test
    void aRelayThatNobodyTrustsIsToldOnceHoweverOftenItKnocks() {
        berlin.dials(paris);
        relays.start();
        await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                .anySatisfy(knock -> assertThat(knock.times()).isGreaterThan(1)));
        assertThat(told(paris, RelayEvent.Knocked.class))
                .extracting(RelayEvent.Knocked::fingerprint, RelayEvent.Knocked::proven)
                .containsExactly(tuple(berlin.fingerprint(), true));
        assertThat(told(berlin, RelayEvent.LinkUp.class)).isEmpty();
    }

    @Test
    void whoIsLinkedWantsNoLinkAnyMoreWhicheverOfTheTwoHasDialled() {
        berlin.dials(paris).trusts(paris);
        relays.start();
        await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                .hasSize(1));
        assertThat(berlin.relay().execute(new FederationCommand.StopDialling(paris.fingerprint())))
                .isInstanceOf(Outcome.Done.class);
        assertThat(paris.relay()
                        .execute(new FederationCommand.DialRelay(
                                "127.0.0.1:" + berlin.address.getPort(), berlin.fingerprint(), "Berlin")))
                .isInstanceOf(Outcome.Done.class);
        await(() -> assertThat(paris.peer(berlin).state()).isEqualTo(State.UP));
        await(() -> assertThat(paris.relay().relay().snapshot().federation().knocks())
                .isEmpty());
    }

    private static <E extends RelayEvent> List<E> told(Relays.Node node, Class<E> kind) {
        return node.relay().events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
