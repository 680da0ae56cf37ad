package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;
import static org.wzp.console.Snapshots.with;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.rooms.ActivityHistory.Measure;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.Tier;

/** What a person's card and row say, of snapshots made by hand. */
class PersonFactsTest {
    private static Figures silent(Duration since) {
        return new Figures(person(1, "Anna")).sent(90, since).quiet();
    }

    private static ParticipantStatus anna(double loss, double rtt) {
        return silent(Duration.ofSeconds(12))
                .of(loss >= 5 || rtt >= 100 ? Tier.DEGRADED : Tier.STUDIO_64K)
                .missing(10)
                .over(2)
                .bytes(6_000, 14_000)
                .got(200, 4, new Drop(DropCause.OUTBOX_FULL, 30))
                .reports(loss, rtt)
                .made();
    }

    private static PersonCard card(RelaySnapshot snapshot, PastNames names) {
        ActivityHistory activity = new ActivityHistory();
        activity.note(snapshot.at(), snapshot.rooms());
        return new PersonCard(
                PersonRef.of(room("lobby"), person(1, "Anna")),
                new SimpleObjectProperty<>(snapshot),
                activity,
                names,
                ZoneOffset.UTC);
    }

    private static String fact(RelaySnapshot snapshot, PersonFact.Kind kind) {
        return card(snapshot, new PastNames()).facts().getValue().stream()
                .filter(fact -> fact.kind() == kind)
                .map(PersonFact::value)
                .findFirst()
                .orElseThrow();
    }

    private static RelaySnapshot with1(ParticipantStatus... people) {
        return running(1, NOON, room("lobby", people));
    }

    @Test
    void theTierIsSaidWithTheFigureThatDecidesIt() {
        assertThat(fact(with1(anna(6, 20)), PersonFact.Kind.TIER))
                .isEqualTo("Degraded, because of 6.0 % loss; 20 ms would do for more");
        assertThat(fact(with1(anna(0, 120)), PersonFact.Kind.TIER))
                .isEqualTo("Degraded, because of 120 ms round trip; 0.0 % loss would do for more");
        assertThat(fact(with1(anna(0, 10)), PersonFact.Kind.TIER))
                .isEqualTo("Studio64k: the client reports 0.0 % loss and 10 ms");
        assertThat(fact(with1(person(1, "Anna")), PersonFact.Kind.TIER)).isEqualTo("Good, until their client reports");
    }

    @Test
    void theFiguresOfBothWaysAreSaid() {
        RelaySnapshot now = with1(anna(6, 120), person(2, "Ben"));
        assertThat(fact(now, PersonFact.Kind.LOSS_TO)).isEqualTo("6.0 % as reported; QUIC has lost 3 packets");
        assertThat(fact(now, PersonFact.Kind.LOSS_FROM)).isEqualTo("10.0 %: 10 packets never came");
        assertThat(fact(now, PersonFact.Kind.RTT)).isEqualTo("120 ms by QUIC, 120 ms as reported");
        assertThat(fact(now, PersonFact.Kind.JITTER)).isEqualTo("6 ms as reported");
        assertThat(fact(now, PersonFact.Kind.IN)).isEqualTo("50 packets/s; 90 in all, 6 kB; 2 beyond the limit");
        assertThat(fact(now, PersonFact.Kind.OUT)).isEqualTo("0 packets/s; 200 in all, 14 kB; 4 wait");
        assertThat(fact(now, PersonFact.Kind.DROPPED))
                .isEqualTo("30 a receiver's connection takes less than its room sends");
        assertThat(fact(now, PersonFact.Kind.ROOM)).isEqualTo("lobby, for 1 min 0 s (since 1 Mar 2026, 11:59)");
        assertThat(fact(now, PersonFact.Kind.SHARED)).isEqualTo("Ben (0002:0000)");
    }

    @Test
    void rulesAndBansThatTouchThePersonAreSaid() {
        Ban other = new Ban(
                1,
                new BanTarget.Identity(person(2, "Ben").fingerprint()),
                Optional.empty(),
                "",
                "me",
                NOON,
                Optional.empty(),
                0);
        Ban range = new Ban(
                2,
                BanTarget.Prefix.of("192.168.0.0/16"),
                Optional.of("attic"),
                "noise",
                "me",
                NOON,
                Optional.empty(),
                0);
        RelaySnapshot now = with(
                with1(anna(0, 10)),
                new AccessStatus(
                        List.of(
                                new RoomRule(
                                        "attic",
                                        RoomPolicy.OPEN,
                                        List.of(person(1, "").fingerprint())),
                                new RoomRule("cellar", RoomPolicy.CLOSED, List.of()),
                                new RoomRule("lobby", RoomPolicy.ALLOW_LIST, List.of())),
                        List.of(other, range)),
                ContentionStatus.NONE);
        assertThat(fact(now, PersonFact.Kind.RULES))
                .isEqualTo(
                        "attic: on its allow-list (Everyone)\nlobby: not on its allow-list (Only people on the list)");
        assertThat(fact(now, PersonFact.Kind.BANS)).isEqualTo("192.168.0.0/16, attic, until for good: noise");
    }

    @Test
    void namesUsedBeforeAreKeptAndBounded() {
        PastNames names = new PastNames();
        for (int i = 0; i < 20; i++) {
            names.see(List.of(room("lobby", person(1, "Anna " + i))));
        }
        assertThat(names.before(person(1, "").fingerprint(), "Anna 19"))
                .hasSize(7)
                .startsWith("Anna 12")
                .endsWith("Anna 18");
        assertThat(names.before(person(2, "").fingerprint(), "Ben")).isEmpty();
    }

    @Test
    void theMinuteOfEachMeasureIsKept() {
        ActivityHistory activity = new ActivityHistory();
        ParticipantStatus anna = anna(6, 120);
        activity.note(NOON, List.of(room("lobby", anna)));
        activity.note(NOON.plusSeconds(2), List.of(room("lobby", Snapshots.sent(anna, 300, 50, 0))));
        int last = ActivityHistory.LENGTH - 1;
        assertThat(activity.of(1, Measure.OUT)[last]).isEqualTo(50);
        assertThat(activity.of(1, Measure.DROPPED)[last]).isEqualTo(10);
        assertThat(activity.of(1, Measure.LOSS)[last]).isEqualTo(6);
        assertThat(activity.of(1, Measure.RTT)[last]).isEqualTo(120);
        assertThat(activity.of(1, Measure.JITTER)[last]).isEqualTo(6);
        assertThat(activity.of(1, Measure.IN)[last - 1]).isEqualTo(50);
    }

    @Test
    void whoIsSilentIsSaidToBeForHowLong() {
        List<String> said = new ArrayList<>();
        for (Duration silence :
                List.of(Duration.ofMillis(700), Duration.ofSeconds(12), Duration.ofMinutes(3), Duration.ofHours(30))) {
            said.add(PersonWords.voice(silent(silence).made()));
        }
        assertThat(said).containsExactly("silent", "silent 12 s", "silent 3 min", "silent 30 h");
        assertThat(PersonWords.voice(person(1, "Anna"))).isEqualTo("silent");
    }

    @Test
    void theWorstComesFirst() {
        assertThat(PersonWords.quality(Snapshots.sent(person(1, "Anna"), 50, 9, 9)))
                .as("hears nothing")
                .isEqualTo(Quality.POOR);
        assertThat(List.of(Quality.values()))
                .containsExactly(Quality.POOR, Quality.FAIR, Quality.GOOD, Quality.UNMEASURED);
    }

    @Test
    void aRemovalAcrossRoomsIsOneCommandForEachRoom() {
        RelaySnapshot now = running(
                1, Instant.EPOCH, room("attic", person(1, "Anna")), room("lobby", person(2, "Ben"), person(3, "Cleo")));
        RemovalDraft draft = new RemovalDraft(
                now.rooms().stream()
                        .flatMap(in -> in.participants().stream().map(who -> new Whereabouts.Here(in, who)))
                        .toList(),
                new SimpleObjectProperty<>(now),
                ZoneOffset.UTC);
        assertThat(draft.title()).isEqualTo("Remove 3 people from 2 rooms");
        assertThat(draft.commands()).hasSize(2);
    }
}
