package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;

class LastEventTest {
    private static final Instant AT = Instant.parse("2026-11-25T12:00:07Z");
    private static final String KEY = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    private static String line(RelayEvent event) {
        return LastEvent.line(event, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, Relay is starting",
        "RUNNING, Relay started",
        "STOPPING, Relay is stopping",
        "STOPPED, Relay stopped",
        "FAILED, Relay failed"
    })
    void theRelaysStateIsSaidAsWhatHappened(RelayState state, String words) {
        assertThat(line(new RelayEvent.StateChanged(AT, state))).isEqualTo("12:00:07  " + words);
    }

    @Test
    void whoComesAndGoesIsNamed() {
        assertThat(line(new RelayEvent.Joined(AT, "lobby", 1, "Anna", KEY))).isEqualTo("12:00:07  Anna joined lobby");
        assertThat(line(new RelayEvent.Left(AT, "lobby", 1, "", KEY, LeaveReason.LEFT)))
                .isEqualTo("12:00:07  518e:b935 left lobby");
        assertThat(line(new RelayEvent.Left(AT, "lobby", 1, "Anna", KEY, LeaveReason.KICKED)))
                .isEqualTo("12:00:07  Anna (518e:b935) left lobby (removed by the operator)");
    }

    @Test
    void whatBecomesOfLinksNamesTheOtherRelay() {
        String key = "c0ffee00".repeat(8);
        assertThat(line(new RelayEvent.LinkUp(AT, "Paris", key, "192.0.2.7:4433", Proof.PROVEN)))
                .isEqualTo("12:00:07  Linked to Paris at 192.0.2.7:4433");
        assertThat(line(new RelayEvent.LinkUp(AT, "Paris", key, "192.0.2.7:4433", Proof.CLAIMED)))
                .isEqualTo("12:00:07  Linked to Paris at 192.0.2.7:4433, which only says that it is Paris");
        assertThat(line(new RelayEvent.LinkDown(AT, "Paris", key, "relay shutting down")))
                .isEqualTo("12:00:07  The link to Paris has ended (relay shutting down)");
        assertThat(line(new RelayEvent.LinkDown(AT, "Paris", key, "")))
                .isEqualTo("12:00:07  The link to Paris has ended");
        assertThat(line(new RelayEvent.Knocked(AT, key, "192.0.2.7:4433", true)))
                .isEqualTo("12:00:07  The relay c0ffee00c0ffee00 at 192.0.2.7:4433 wants a link and is not trusted");
        assertThat(line(new RelayEvent.Knocked(AT, key, "192.0.2.7:4433", false)))
                .isEqualTo(
                        "12:00:07  A relay at 192.0.2.7:4433 wants a link, says that it is c0ffee00c0ffee00, and is not"
                                + " trusted");
    }

    @Test
    void whoIsRefusedIsNamedOnceTheyAreKnownElseTheirAddressIs() {
        assertThat(line(new RelayEvent.TurnedAway(
                        AT,
                        "lobby",
                        "192.0.2.7:4433",
                        Optional.of(new Person(KEY, "Anna")),
                        new Denial.Full(Refusal.RELAY_FULL, 100))))
                .isEqualTo("12:00:07  Anna (518e:b935) was turned away from lobby: all sessions are taken (limit 100)");
        assertThat(line(new RelayEvent.TurnedAway(
                        AT, "lobby", "192.0.2.7:4433", Optional.empty(), new Denial.Plain(Refusal.SILENT))))
                .isEqualTo("12:00:07  192.0.2.7:4433 was turned away from lobby: connected and said nothing");
    }

    @Test
    void anOutcomeIsTheSentenceThatItsOperatorReads() {
        RuleChange.PolicySet change = new RuleChange.PolicySet(
                new RoomRule("lobby", RoomPolicy.OPEN, List.of()), new RoomRule("lobby", RoomPolicy.CLOSED, List.of()));
        assertThat(line(new RelayEvent.Commanded(
                        AT,
                        "console",
                        new SetRoomPolicy("lobby", RoomPolicy.CLOSED),
                        new Outcome.Done(new AccessEffect.PolicySet(change, 1), Optional.empty()))))
                .isEqualTo("12:00:07  Nobody new can join lobby now. The one inside stays.");
    }
}
