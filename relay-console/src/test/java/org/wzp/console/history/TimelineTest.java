package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.person;
import static org.wzp.console.Snapshots.room;
import static org.wzp.console.Snapshots.running;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.console.history.Charts.Figure;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.TrafficStatus;

class TimelineTest {
    private RelaySnapshot live = running(0, NOON);
    private final Timeline timeline = new Timeline(() -> live);

    private RelaySnapshot at(long second, RelaySnapshot snapshot) {
        live = snapshot;
        RelaySnapshot shown = timeline.get();
        assertThat(snapshot.at()).isEqualTo(second(second));
        return shown;
    }

    private static Instant second(long number) {
        return NOON.plusSeconds(number);
    }

    private static RelaySnapshot people(long second, int count) {
        return running(
                second,
                second(second),
                room(
                        "lobby",
                        LongStream.range(0, count)
                                .mapToObj(id -> person(id, "Anna"))
                                .toArray(ParticipantStatus[]::new)));
    }

    private static RelaySnapshot dropping(long second, long in, long stale) {
        return Snapshots.with(
                running(second, second(second)),
                new TrafficStatus(1, 1, 0, 0, 0, 0, in, 0, List.of(new Drop(DropCause.STALE, stale)), List.of()));
    }

    @Test
    void theRelayIsShownAsItIsUntilSomebodyLooksBack() {
        for (int i = 0; i < 30; i++) {
            assertThat(at(i, people(i, i))).isSameAs(live);
        }
        timeline.look(second(12).plusMillis(999));
        assertThat(timeline.get()).isEqualTo(people(12, 12));
        assertThat(timeline.isLive()).isFalse();

        RelaySnapshot shown = at(30, people(30, 5));
        assertThat(shown).as("the hour goes on, the view stays").isEqualTo(people(12, 12));
        assertThat(timeline.span().orElseThrow().until()).isEqualTo(second(30));

        timeline.backToNow();
        assertThat(timeline.get()).isSameAs(live);
    }

    @Test
    void theSameMomentIsNotReadTwice() {
        at(0, people(0, 1));
        at(1, people(1, 1));
        timeline.look(second(0));
        assertThat(timeline.get()).isSameAs(timeline.get());
    }

    @Test
    void chartsEndAtTheMomentThatIsShown() {
        for (int i = 0; i < 60; i++) {
            at(i, dropping(i, i < 30 ? 50 : 80, 0));
        }
        assertThat(newest(Figure.IN)).isEqualTo(80);
        timeline.look(second(20));
        timeline.get();
        assertThat(timeline.charts().until()).isEqualTo(second(20));
        assertThat(newest(Figure.IN)).isEqualTo(50);
        assertThat(timeline.charted()).hasSize(21);
    }

    private double newest(Figure figure) {
        return timeline.charts().lines(figure)[Charts.BUCKETS - 1];
    }

    @Test
    void aRelayThatWasStoppedIsAGapAndNoZero() {
        for (int i = 0; i < 20; i++) {
            at(i, people(i, 3));
        }
        for (int i = 20; i < 30; i++) {
            at(i, RelaySnapshot.stopped(second(i)));
        }
        for (int i = 30; i < 40; i++) {
            at(i, people(i, 2));
        }
        double[] line = timeline.charts().lines(Figure.PEOPLE);
        int last = Charts.BUCKETS - 1;
        assertThat(line[last]).isEqualTo(2);
        assertThat(line[last - 2]).as("25 s").isNaN();
        assertThat(line[last - 3]).as("20 s").isNaN();
        assertThat(line[last - 4]).as("15 s").isEqualTo(3);
    }

    @Test
    void aSecondHasTheDropsThatCameInIt() {
        at(0, dropping(0, 0, 500));
        at(1, dropping(1, 0, 503));
        at(2, dropping(2, 0, 503));
        at(5, dropping(5, 0, 510));
        double[] line = timeline.charts().drops().get(DropCause.STALE);
        assertThat(line[Charts.BUCKETS - 2])
                .as("what was before the first second is none of its own")
                .isEqualTo(3);
        assertThat(line[Charts.BUCKETS - 1]).isEqualTo(7);
    }

    @Test
    void thereIsNoChartBeforeTheSecondSecond() {
        at(0, people(0, 1));
        assertThat(timeline.charts().isEmpty()).isTrue();
        at(1, people(1, 1));
        assertThat(timeline.charts().isEmpty()).isFalse();
    }
}
