package org.wzp.relay.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;
import static org.wzp.relay.room.People.egressOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.api.Tier;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.wire.QualityReport;
import org.wzp.relay.wire.SignalCodec;

/** Room tiers and directives against {@code quality_tiers.json}, and what the vectors leave open. */
class RoomTierVectorsTest {
    private static final QualityReport BAD = QualityReport.ofMeasured(10, 120, 5);
    private static final QualityReport BEST = QualityReport.ofMeasured(0, 10, 1);

    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new JournalOfEnds());
    private final People people = new People();
    private long now = 1_000_000_000L;
    private final QualitySweep sweep = new QualitySweep(directory, () -> now += 1_000_000L, Set::of);

    static Stream<Arguments> rooms() {
        return Vectors.cases("quality_tiers.json", "room");
    }

    /** One report per sweep, so the sweep's rule "the newest report, once" feeds every one of them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void everybodyGetsTheVectorsDirectives(String title, JsonNode testCase) {
        Map<String, Participant> members = new HashMap<>();
        for (JsonNode name : testCase.required("participants")) {
            members.put(name.asText(), join());
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode directive : testCase.required("directives")) {
            expected.add(directive.required("after_event").asInt() + " "
                    + directive.required("signal").asText());
        }
        Map<String, List<String>> received = new HashMap<>();
        members.keySet().forEach(name -> received.put(name, new ArrayList<>()));
        int event = 0;
        for (JsonNode report : testCase.required("events")) {
            members.get(report.required("from_participant").asText())
                    .quality()
                    .store(ByteBuffer.wrap(Vectors.hex(report, "report_hex")).getInt());
            sweep.run();
            for (Map.Entry<String, Participant> member : members.entrySet()) {
                CountingEgress egress = egressOf(member.getValue());
                for (var directive : egress.directives) {
                    received.get(member.getKey())
                            .add(event + " " + new String(SignalCodec.encode(directive), StandardCharsets.UTF_8));
                }
                egress.directives.clear();
            }
            event++;
        }
        assertThat(event).isPositive();
        assertThat(received.values()).as(title).allSatisfy(directives -> assertThat(directives)
                .isEqualTo(expected));
    }

    @Test
    void theRoomRecoversWhenItsWeakestMemberLeaves() {
        Participant weak = join();
        Participant other = join();
        report(weak, BAD, 3);
        assertThat(tier()).isEqualTo(Tier.DEGRADED);
        assertThat(directory.remove(weak, LeaveReason.LEFT)).isTrue();
        sweep.run();
        assertThat(tier()).isEqualTo(Tier.GOOD);
        assertThat(egressOf(other).directives)
                .extracting(directive -> directive.reason())
                .containsExactly("weakest link: Degraded", "weakest link: Good");
        assertThat(egressOf(weak).directives).hasSize(1);
    }

    @Test
    void aNewcomerHoldsAStudioRoomAtGood() {
        report(join(), BEST, 10);
        assertThat(tier()).isEqualTo(Tier.STUDIO_32K);
        join();
        sweep.run();
        assertThat(tier()).isEqualTo(Tier.GOOD);
    }

    @Test
    void noReportCountsTwice() {
        Participant anna = join();
        report(anna, BAD, 1);
        sweep.run();
        sweep.run();
        assertThat(tier()).as("one bad report, three sweeps").isEqualTo(Tier.GOOD);
    }

    @Test
    void reportsInExcessOfOnePerSweepAreSkipped() {
        Participant anna = join();
        for (int i = 0; i < 50; i++) {
            anna.quality().store(BAD.packed());
        }
        sweep.run();
        assertThat(tier()).isEqualTo(Tier.GOOD);
        report(anna, BAD, 2);
        assertThat(tier()).isEqualTo(Tier.DEGRADED);
    }

    @Test
    void aDirectiveThatWaitedIsDroppedWhenItsReceiverHasLeft() {
        Participant anna = join();
        egressOf(anna).holdTasks();
        report(anna, BAD, 3);
        assertThat(directory.remove(anna, LeaveReason.LEFT)).isTrue();
        egressOf(anna).runTasks();
        assertThat(egressOf(anna).directives).isEmpty();
    }

    private Participant join() {
        Participant participant = people.stranger(new CountingEgress());
        assertThat(directory.join("hall", participant, OPEN)).isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
        return participant;
    }

    private void report(Participant from, QualityReport report, int sweeps) {
        for (int i = 0; i < sweeps; i++) {
            from.quality().store(report.packed());
            sweep.run();
        }
    }

    private Tier tier() {
        return directory.find("hall").orElseThrow().tier();
    }
}
