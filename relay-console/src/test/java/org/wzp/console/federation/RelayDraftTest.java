package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationCommand.DistrustRelay;
import org.wzp.relay.api.FederationCommand.StopDialling;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.FederationStatus.Traffic;
import org.wzp.relay.api.FederationStatus.Trust;

/** What is changed of a relay is what its fields say, and nothing else. */
class RelayDraftTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String OLD = "11".repeat(32);
    private static final String NEW = "22".repeat(32);

    private static RelayDraft draft(String url, Trust trust) {
        return new RelayDraft(
                Optional.of(new PeerStatus(
                        OLD,
                        "Rome",
                        Optional.of(url).filter(dialled -> !dialled.isEmpty()),
                        Optional.empty(),
                        Optional.empty(),
                        State.EXPECTED,
                        Proof.UNKNOWN,
                        false,
                        OptionalDouble.empty(),
                        List.of(),
                        Traffic.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        Problem.NONE,
                        Optional.empty(),
                        trust)),
                NOW);
    }

    @Test
    void anotherNameMakesTrustForAnHourNoTrustForGood() {
        RelayDraft draft = draft("", new Trust(false, true, Optional.of(NOW.plusSeconds(600))));
        draft.label().set("Roma");
        assertThat(draft.commands()).containsExactly(new TrustRelay(OLD, "Roma", Optional.of(Duration.ofMinutes(10))));
    }

    @Test
    void oneWhoseTimeIsOverMayLinkAgainAsTheQuestionSays() {
        RelayDraft draft = draft("", new Trust(false, true, Optional.of(NOW.minusSeconds(1))));
        assertThat(draft.commands()).containsExactly(new TrustRelay(OLD, "Rome", Optional.empty()));
    }

    @Test
    void aRelayWithAnotherFingerprintIsInThePlaceOfTheOld() {
        RelayDraft draft = draft("rome.example.org:4433", new Trust(true, true, Optional.empty()));
        draft.fingerprint().set(NEW);
        assertThat(draft.commands())
                .containsExactly(
                        new StopDialling(OLD),
                        new DistrustRelay(OLD),
                        new DialRelay("rome.example.org:4433", NEW, "Rome"));
    }

    @Test
    void whatTheRelayWillRefuseTakesNothingAway() {
        RelayDraft draft = draft("rome.example.org:4433", new Trust(true, true, Optional.empty()));
        draft.fingerprint().set("22:22");
        assertThat(draft.commands()).containsExactly(new DialRelay("rome.example.org:4433", "22:22", "Rome"));
        draft.fingerprint().set(NEW);
        draft.url().set("rome");
        assertThat(draft.commands()).containsExactly(new DialRelay("rome", NEW, "Rome"));
    }

    @Test
    void theSameFingerprintInAnotherFormIsTheSameRelay() {
        RelayDraft draft = draft("rome.example.org:4433", new Trust(true, false, Optional.empty()));
        String colons = "11:".repeat(32).substring(0, 95);
        draft.fingerprint().set(colons);
        assertThat(draft.commands()).containsExactly(new DialRelay("rome.example.org:4433", colons, "Rome"));
    }

    @Test
    void oneWithoutAnAddressIsDialledNoMore() {
        RelayDraft draft = draft("rome.example.org:4433", new Trust(true, false, Optional.empty()));
        draft.url().set(" ");
        assertThat(draft.commands())
                .containsExactly(new StopDialling(OLD), new TrustRelay(OLD, "Rome", Optional.empty()));
    }
}
