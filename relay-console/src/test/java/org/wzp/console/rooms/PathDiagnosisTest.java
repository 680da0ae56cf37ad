package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.peer;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;
import static org.wzp.console.Snapshots.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.text.Qualities;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RemotePerson;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Tier;
import org.wzp.relay.wire.CodecId;

class PathDiagnosisTest {
    private static final Instant LATER = NOON.plusSeconds(4);
    private static final Duration JUST_NOW = Duration.ofMillis(20);

    private static final ParticipantStatus ANNA = person(1, "Anna");
    private static final ParticipantStatus BEN = person(2, "Ben");
    private static final PersonRef LISTENER = PersonRef.of(room("lobby"), ANNA);
    private static final PersonRef SPEAKER = PersonRef.of(room("lobby"), BEN);

    private static Figures anna() {
        return new Figures(ANNA).got(200, 0);
    }

    private static Figures ben() {
        return new Figures(BEN).sent(200, JUST_NOW);
    }

    private static RelaySnapshot at(Instant when, Figures... inLobby) {
        return running(
                1,
                when,
                room("lobby", List.of(inLobby).stream().map(Figures::made).toArray(ParticipantStatus[]::new)));
    }

    private static RelaySnapshot before() {
        return at(NOON, anna().got(100, 0), ben().sent(100, JUST_NOW));
    }

    private static Diagnosis whyNot(RelaySnapshot before, RelaySnapshot now) {
        return PathDiagnosis.of(before, now, LISTENER, SPEAKER);
    }

    private static void breaksAt(Diagnosis diagnosis, PathCheck check, String sentence) {
        assertThat(diagnosis.broken()).map(PathStep::check).contains(check);
        assertThat(diagnosis.sentence()).isEqualTo(sentence);
        assertThat(diagnosis.steps()).hasSize(PathCheck.values().length);
        assertThat(diagnosis.steps().subList(0, check.ordinal()))
                .as("what comes before it is not broken")
                .noneMatch(step -> step.finding() == PathStep.Finding.BROKEN);
        assertThat(diagnosis.steps().subList(check.ordinal() + 1, PathCheck.values().length))
                .extracting(PathStep::finding)
                .containsOnly(PathStep.Finding.NOT_REACHED);
    }

    private static void isPoorAt(Diagnosis diagnosis, PathCheck check, String sentence) {
        assertThat(diagnosis.broken()).isEmpty();
        assertThat(diagnosis.poor()).map(PathStep::check).contains(check);
        assertThat(diagnosis.sentence()).isEqualTo(sentence);
    }

    @Test
    void whereAllIsWellTheFiguresSaySo() {
        Diagnosis diagnosis = whyNot(before(), at(LATER, anna().reports(0.5, 12), ben()));
        assertThat(diagnosis.broken()).isEmpty();
        assertThat(diagnosis.poor()).isEmpty();
        assertThat(diagnosis.sentence())
                .isEqualTo("Anna hears Ben: The last packet from Ben came 0.0 s ago; 50 come each second, in Opus24k."
                        + " 100 copies sent and 0 dropped for Anna in the last 4 s; 0 wait.");
        assertThat(diagnosis.steps().get(PathCheck.LOSS.ordinal()).words())
                .isEqualTo("Anna’s client reports 0.5 % lost; QUIC has lost 3 packets to them since they joined.");
        assertThat(diagnosis.steps().get(PathCheck.DELAY.ordinal()).words()).isEqualTo("Anna: 12 ms. Ben: – ms.");
    }

    @Test
    void aRelayThatIsStoppedCarriesNothing() {
        breaksAt(
                whyNot(RelaySnapshot.stopped(NOON), RelaySnapshot.stopped(NOON)),
                PathCheck.PRESENT,
                "Anna can’t hear Ben: the relay is not running.");
    }

    @Test
    void whoHasLeftIsNotHeard() {
        breaksAt(whyNot(before(), at(LATER, anna())), PathCheck.PRESENT, "Anna can’t hear Ben: Ben has left lobby.");
    }

    @Test
    void whoIsInAnotherRoomIsFoundThereAndSaidToBeApart() {
        RelaySnapshot now = running(1, LATER, room("attic", anna().made()), room("lobby", ben().made()));
        breaksAt(
                whyNot(before(), now),
                PathCheck.ROOM,
                "Anna can’t hear Ben: Anna is in attic and Ben in lobby; only people in one room hear each other.");
    }

    @Test
    void whoCantComeIntoTheOthersRoomIsToldWhy() {
        RelaySnapshot apart = running(1, LATER, room("attic", anna().made()), room("lobby", ben().made()));
        String start =
                "Anna can’t hear Ben: Anna is in attic and Ben in lobby; only people in one room hear each other. ";
        breaksAt(
                whyNot(before(), ruled(apart, RoomPolicy.CLOSED)),
                PathCheck.ROOM,
                start + "Anna can’t join lobby: it lets nobody new in.");
        breaksAt(
                whyNot(before(), ruled(apart, RoomPolicy.ALLOW_LIST, BEN.fingerprint())),
                PathCheck.ROOM,
                start + "Anna can’t join lobby: only people on its allow-list can, and they are not on it.");
        breaksAt(
                whyNot(before(), ruled(apart, RoomPolicy.ALLOW_LIST, ANNA.fingerprint())),
                PathCheck.ROOM,
                start.strip());
        Ban ban = new Ban(
                3,
                BanTarget.Prefix.of("192.168.1.0/24"),
                Optional.empty(),
                "noise",
                "me",
                NOON,
                Optional.of(NOON.plusSeconds(60)),
                0);
        breaksAt(
                whyNot(before(), with(apart, new AccessStatus(List.of(), List.of(ban)), ContentionStatus.NONE)),
                PathCheck.ROOM,
                start + "Anna can’t join lobby: ban 3 on 192.168.1.0/24 until 2026-03-01T12:01:00Z: noise.");
    }

    private static RelaySnapshot ruled(RelaySnapshot base, RoomPolicy policy, String... allowed) {
        return with(
                base,
                new AccessStatus(List.of(new RoomRule("lobby", policy, List.of(allowed))), List.of()),
                ContentionStatus.NONE);
    }

    @Test
    void aRuleThatKeepsNewcomersOutBreaksNothingForThoseInside() {
        Diagnosis diagnosis = whyNot(before(), ruled(at(LATER, anna(), ben()), RoomPolicy.CLOSED));
        assertThat(diagnosis.broken()).isEmpty();
        assertThat(diagnosis.steps().get(PathCheck.ACCESS.ordinal()).words())
                .isEqualTo("Both are inside, but: Anna can’t join lobby: it lets nobody new in.");
    }

    @Test
    void whoHasNeverSentAnythingIsNotHeard() {
        breaksAt(
                whyNot(before(), at(LATER, anna(), new Figures(BEN))),
                PathCheck.SENDING,
                "Anna can’t hear Ben: Ben has sent nothing since they joined 1 min 4 s ago.");
    }

    @Test
    void whoIsSilentIsSaidToBeForHowLong() {
        breaksAt(
                whyNot(before(), at(LATER, anna(), ben().sent(100, Duration.ofSeconds(12)))),
                PathCheck.SENDING,
                "Anna can’t hear Ben: Nothing has come from Ben for 12 s. They are muted, or their client or network has"
                        + " stopped.");
    }

    @Test
    void backgroundNoiseIsNoVoice() {
        breaksAt(
                whyNot(before(), at(LATER, anna(), ben().with(CodecId.COMFORT_NOISE))),
                PathCheck.SENDING,
                "Anna can’t hear Ben: Ben sends background noise only. They are muted, or their microphone picks up"
                        + " nothing.");
    }

    @Test
    void whoSendsMoreThanTheyMayIsHeardBadlyOrNotAtAll() {
        breaksAt(
                whyNot(before(), at(LATER, anna(), ben().sent(100, JUST_NOW).over(500))),
                PathCheck.SENDING,
                "Anna can’t hear Ben: Ben sends more than one person may; 500 packets were dropped in the last 4 s.");
        isPoorAt(
                whyNot(before(), at(LATER, anna(), ben().over(20))),
                PathCheck.SENDING,
                "Anna hears Ben badly: Ben sends more than one person may; 20 packets were dropped in the last 4 s.");
    }

    @Test
    void whatIsLostOnTheWayHereIsSaid() {
        isPoorAt(
                whyNot(before(), at(LATER, anna(), ben().missing(25))),
                PathCheck.UPLINK,
                "Anna hears Ben badly: 25 of 125 packets from Ben were lost on the way here in the last 4 s (20.0 %).");
        breaksAt(
                whyNot(before(), at(LATER, anna(), ben().missing(300))),
                PathCheck.UPLINK,
                "Anna can’t hear Ben: 300 of 400 packets from Ben were lost on the way here in the last 4 s (75.0 %).");
    }

    @Test
    void aListenerWhoseOutboxIsFullIsNamedWithTheCause() {
        breaksAt(
                whyNot(before(), at(LATER, anna().got(110, 256, new Drop(DropCause.OUTBOX_FULL, 90)), ben())),
                PathCheck.COPIES,
                "Anna can’t hear Ben: The connection of Anna takes less than the room sends. 10 copies sent and 90 dropped"
                        + " for Anna in the last 4 s; 256 wait.");
        breaksAt(
                whyNot(before(), at(LATER, anna().got(100, 90), ben())),
                PathCheck.COPIES,
                "Anna can’t hear Ben: The connection of Anna takes nothing. 0 copies sent and 0 dropped for Anna in the"
                        + " last 4 s; 90 wait.");
        isPoorAt(
                whyNot(before(), at(LATER, anna().got(180, 0, new Drop(DropCause.TOO_LARGE, 20)), ben())),
                PathCheck.COPIES,
                "Anna hears Ben badly: Packets are larger than the path to Anna carries; a lower codec helps. 80 copies"
                        + " sent and 20 dropped for Anna in the last 4 s; 0 wait.");
    }

    @Test
    void dropsFromBeforeAreNotHeldAgainstNow() {
        Drop old = new Drop(DropCause.OUTBOX_FULL, 1_000);
        RelaySnapshot before = at(NOON, anna().got(100, 0, old), ben().sent(100, JUST_NOW));
        assertThat(whyNot(before, at(LATER, anna().got(200, 0, old), ben())).broken())
                .isEmpty();
    }

    @Test
    void whatTheListenersClientReportsCounts() {
        isPoorAt(
                whyNot(before(), at(LATER, anna().reports(30, 20), ben())),
                PathCheck.LOSS,
                "Anna hears Ben badly: Anna’s client reports 30.0 % lost; QUIC has lost 3 packets to them since they"
                        + " joined.");
        isPoorAt(
                whyNot(before(), at(LATER, anna().reports(0, 900), ben())),
                PathCheck.DELAY,
                "Anna hears Ben badly: Anna: 900 ms. Ben: – ms.");
    }

    @Test
    void aFigureIsCalledWhatItIsCalledInTheTables() {
        Diagnosis fair = whyNot(before(), at(LATER, anna().reports(5.5, 20), ben()));
        assertThat(fair.broken()).isEmpty();
        assertThat(fair.poor()).isEmpty();
        assertThat(fair.fair()).map(PathStep::check).contains(PathCheck.LOSS);
        assertThat(fair.sentence())
                .startsWith("Anna hears Ben, but could hear them better: Anna’s client reports 5.5 %");
        for (Tier tier : Tier.values()) {
            PathStep step = new FlowChecks(before(), before(), "Anna", "Ben").tier(Optional.of(inTier(tier)));
            Quality quality = Quality.of(tier);
            if (quality != Quality.GOOD) {
                assertThat(step.finding().text()).isEqualToIgnoringCase(Qualities.text(quality));
            } else {
                assertThat(step.finding()).isEqualTo(PathStep.Finding.FINE);
            }
        }
        assertThat(whyNot(before(), at(LATER, anna().reports(0, 120), ben())).fair())
                .map(PathStep::check)
                .contains(PathCheck.DELAY);
    }

    private static RoomStatus inTier(Tier tier) {
        RoomStatus lobby = room("lobby", ANNA);
        return new RoomStatus(
                lobby.name(),
                Quality.of(tier),
                tier,
                lobby.weakest(),
                lobby.policy(),
                lobby.created(),
                0,
                0,
                0,
                0,
                lobby.lossPercent(),
                false,
                lobby.participants(),
                List.of());
    }

    // ---- another relay ---------------------------------------------------------------------------------------------

    private static final RemotePerson FAR_BEN = new RemotePerson("Ben", BEN.fingerprint(), "Branch");
    private static final PersonRef FAR = PersonRef.of(room("lobby"), FAR_BEN);

    private static RelaySnapshot linked(Instant when, State state, boolean shared, List<RemotePerson> elsewhere) {
        RoomStatus lobby = room("lobby", anna().made());
        RoomStatus spanning = new RoomStatus(
                lobby.name(),
                lobby.quality(),
                lobby.tier(),
                lobby.weakest(),
                lobby.policy(),
                lobby.created(),
                0,
                0,
                0,
                0,
                lobby.lossPercent(),
                false,
                lobby.participants(),
                elsewhere);
        return with(
                running(1, when, spanning),
                new FederationStatus(
                        List.of(peer(7, "Branch", state, 100, "lobby")),
                        shared ? List.of(new GlobalRoomStatus("lobby", 1, 1, List.of("Branch"))) : List.of(),
                        List.of()));
    }

    @Test
    void overALinkThatIsUpTheLinksFiguresAreSaid() {
        RelaySnapshot now = linked(LATER, State.UP, true, List.of(FAR_BEN));
        Diagnosis diagnosis = PathDiagnosis.of(now, now, LISTENER, FAR);
        assertThat(diagnosis.broken()).isEmpty();
        assertThat(diagnosis.steps().get(PathCheck.LINK.ordinal()))
                .isEqualTo(PathStep.fine(
                        PathCheck.LINK, "The link to Branch is up: RTT 1.5 ms, 50 datagrams/s in, 50 out."));
        assertThat(diagnosis.steps().get(PathCheck.SENDING.ordinal()).finding()).isEqualTo(PathStep.Finding.UNKNOWN);
    }

    @Test
    void aLinkThatIsDownIsNamedWithItsProblemAndTheNextTry() {
        RelaySnapshot up = linked(NOON, State.UP, true, List.of(FAR_BEN));
        RelaySnapshot down = linked(NOON, State.WAITING, true, List.of());
        breaksAt(
                PathDiagnosis.of(up, down, LISTENER, FAR),
                PathCheck.PRESENT,
                "Anna can’t hear Ben: Ben is on Branch, and the link to it is down. The link was lost. Next try in 4 s.");
        RelaySnapshot stillListed = linked(NOON, State.WAITING, true, List.of(FAR_BEN));
        breaksAt(
                PathDiagnosis.of(up, stillListed, LISTENER, FAR),
                PathCheck.LINK,
                "Anna can’t hear Ben: The link to Branch is down. The link was lost. Next try in 4 s.");
    }

    @Test
    void aRoomThatIsNotSharedEndsHere() {
        RelaySnapshot now = linked(LATER, State.UP, false, List.of(FAR_BEN));
        breaksAt(
                PathDiagnosis.of(now, now, FAR, LISTENER),
                PathCheck.LINK,
                "Ben can’t hear Anna: lobby is not shared with other relays.");
    }

    @Test
    void twoOfOneNameAreToldApartByTheirKeys() {
        ParticipantStatus other = person(2, "Anna");
        RelaySnapshot now = running(1, LATER, room("lobby", ANNA));
        assertThat(PathDiagnosis.of(now, now, LISTENER, PersonRef.of(room("lobby"), other))
                        .sentence())
                .startsWith("Anna (0001:0000) can’t hear Anna (0002:0000): ");
    }

    @Test
    void theDraftOffersThoseOfTheFirstOnesRoomFirstAndAnswersOnceTwoAreChosen() {
        RelaySnapshot now = running(1, NOON, room("attic", person(3, "Cleo")), room("lobby", BEN, ANNA));
        HearingDraft draft = new HearingDraft(
                List.of(PersonRef.of(room("lobby"), ANNA)), new SimpleObjectProperty<>(now), latest -> latest);
        assertThat(draft.everybody()).extracting(PersonRef::alias).containsExactly("Anna", "Ben", "Cleo");
        assertThat(draft.diagnosis().getValue()).isEmpty();
        draft.speaker().set(draft.everybody().getLast());
        assertThat(draft.diagnosis().getValue().orElseThrow().sentence()).contains("only people in one room");
        draft.swap();
        assertThat(draft.diagnosis().getValue().orElseThrow().sentence()).startsWith("Cleo can’t hear Anna: ");
        draft.speaker().set(draft.everybody().getLast());
        assertThat(draft.diagnosis().getValue()).as("nobody hears themselves").isEmpty();
    }

    @Test
    void whatIsComparedIsSomeSecondsOldAndNeverOfAnotherRun() {
        EarlierSnapshots earlier = new EarlierSnapshots();
        RelaySnapshot first = Snapshots.running(1, NOON);
        assertThat(earlier.before(first)).isSameAs(first);
        for (int quarter = 0; quarter <= 40; quarter++) {
            earlier.note(Snapshots.running(quarter, NOON.plusMillis(250L * quarter)));
        }
        RelaySnapshot now = Snapshots.running(41, NOON.plusSeconds(10));
        assertThat(Duration.between(earlier.before(now).at(), now.at())).isEqualTo(Duration.ofSeconds(4));
        RelaySnapshot again = Snapshots.running(1, NOON);
        earlier.note(again);
        assertThat(earlier.before(again)).isSameAs(again);
    }
}
