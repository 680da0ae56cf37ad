package org.wzp.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.LinkStatus;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.Quality;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.Weakest;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.Speech;

class WeakPeopleTest {
    private static final Attention LUIS = new Attention(
            Severity.WARNING, new Notice.Told("Luis loses 5.5 %."), new Subject.Person("workshop", 1, "Luis"));

    private static ParticipantStatus hearing(long id, String alias, Quality quality) {
        ParticipantStatus of = person(id, alias);
        LinkStatus link = of.link();
        return new ParticipantStatus(
                of.id(),
                of.alias(),
                of.fingerprint(),
                of.address(),
                of.transport(),
                of.codec(),
                new LinkStatus(
                        quality,
                        link.tier(),
                        link.lossPercent(),
                        link.rttMillis(),
                        link.rttByQuic(),
                        link.jitterMillis()),
                of.flow(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                NOON,
                false);
    }

    private static RelaySnapshot workshop(ParticipantStatus... people) {
        RoomStatus room = room("workshop", people);
        return running(
                1,
                NOON,
                new RoomStatus(
                        room.name(),
                        Quality.FAIR,
                        room.tier(),
                        Optional.of(new Weakest(1, "Luis", "")),
                        room.policy(),
                        room.created(),
                        0,
                        0,
                        0,
                        0,
                        room.lossPercent(),
                        false,
                        List.of(people)));
    }

    private static ParticipantStatus luis() {
        return hearing(1, "Luis", Quality.FAIR);
    }

    @Test
    void besideTheWeakestTheOthersBelowGoodAreNamed() {
        RelaySnapshot now = workshop(
                luis(),
                hearing(2, "Mona", Quality.POOR),
                hearing(3, "Nils", Quality.GOOD),
                hearing(4, "Olga", Quality.UNMEASURED));
        assertThat(WeakPeople.withOthers(LUIS, now))
                .isEqualTo(new Attention(
                        LUIS.severity(),
                        new Notice.Told("Luis loses 5.5 %. Also below Good there: Mona (0002:0000)."),
                        LUIS.subject()));
    }

    @Test
    void ofManyIsSaidHowManyMore() {
        ParticipantStatus[] people = new ParticipantStatus[7];
        for (int i = 0; i < people.length; i++) {
            people[i] = hearing(i + 1, i == 0 ? "Luis" : "P" + i, Quality.FAIR);
        }
        assertThat(NoticeWords.of(WeakPeople.withOthers(LUIS, workshop(people)).notice(), Speech.ENGLISH))
                .endsWith("there: P1 (0002:0000), P2 (0003:0000), P3 (0004:0000) and 3 more.");
    }

    @Test
    void otherLinesStayAsTheyAre() {
        RelaySnapshot now = workshop(luis(), hearing(3, "Nils", Quality.GOOD));
        assertThat(WeakPeople.withOthers(LUIS, now)).isEqualTo(LUIS);
        Attention relay = new Attention(Severity.INFO, new Notice.Told("All is well."), new Subject.Relay());
        assertThat(WeakPeople.withOthers(relay, now)).isEqualTo(relay);
    }
}
