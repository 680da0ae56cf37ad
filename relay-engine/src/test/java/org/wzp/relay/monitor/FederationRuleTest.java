package org.wzp.relay.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.ContentionStatus;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.FederationStatus.Traffic;
import org.wzp.relay.api.FederationStatus.Trust;
import org.wzp.relay.api.Subject;
import org.wzp.relay.api.TrafficStatus;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.Speech;

class FederationRuleTest {
    private static final Instant DOWN = Instant.parse("2026-11-26T16:54:06Z");

    private static PeerStatus peer(String label, State state, Problem problem) {
        return new PeerStatus(
                "ab".repeat(32),
                label,
                Optional.of("relay.example.org:4433"),
                Optional.empty(),
                Optional.empty(),
                state,
                Proof.UNKNOWN,
                false,
                OptionalDouble.empty(),
                List.of(),
                Traffic.NONE,
                problem == Problem.NONE ? Optional.empty() : Optional.of(DOWN),
                Optional.empty(),
                problem,
                Optional.empty(),
                new Trust(true, false, Optional.empty()));
    }

    private static KnockStatus knock(String digits) {
        return new KnockStatus(digits.repeat(32), true, new InetSocketAddress("192.168.1.7", 4433), 1, Instant.EPOCH);
    }

    private static List<Attention> lines(List<PeerStatus> peers, List<KnockStatus> knocks) {
        return new FederationRule()
                .lines(new AttentionRule.Sections(
                        0,
                        List.of(),
                        TrafficStatus.NONE,
                        new FederationStatus(peers, List.of(), knocks),
                        ContentionStatus.NONE));
    }

    @Test
    void linksThatAreUpAndRelaysThatMayDialAreNoMatter() {
        assertThat(lines(
                        List.of(
                                peer("Branch", State.UP, Problem.NONE),
                                peer("Club", State.EXPECTED, Problem.NONE),
                                peer("Home", State.CONNECTING, Problem.NONE)),
                        List.of()))
                .isEmpty();
    }

    @Test
    void aLinkThatIsDownIsAWarningThatSaysWhyAndWhatToDo() {
        assertThat(lines(List.of(peer("Branch", State.WAITING, Problem.UNREACHABLE)), List.of()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.severity()).isEqualTo(Severity.WARNING);
                    assertThat(line.subject()).isEqualTo(new Subject.OtherRelay("ab".repeat(32), "Branch"));
                    assertThat(NoticeWords.english(line))
                            .isEqualTo("No link to Branch since " + Speech.ENGLISH.moment(DOWN, ZoneId.systemDefault())
                                    + ". Nobody answers at relay.example.org:4433. Is that relay running, and its UDP"
                                    + " port open?");
                });
    }

    @Test
    void ofManyThatAreDownThreeAreNamed() {
        List<Attention> lines = lines(
                IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> peer("Relay " + number, State.WAITING, Problem.UNREACHABLE))
                        .toList(),
                List.of());
        assertThat(lines).hasSize(4);
        assertThat(NoticeWords.english(lines.getLast())).isEqualTo("17 more links are down.");
    }

    @Test
    void aKnockIsANoteThatAsksToCompareTheWords() {
        assertThat(lines(List.of(), List.of(knock("ab")))).singleElement().satisfies(line -> {
            assertThat(line.severity()).isEqualTo(Severity.INFO);
            assertThat(line.subject()).isEqualTo(new Subject.OtherRelay("ab".repeat(32), "abababababababab"));
            assertThat(NoticeWords.english(line))
                    .isEqualTo("The relay abababababababab wants a link. Compare its words with its operator, then"
                            + " trust or refuse it.");
        });
        assertThat(lines(List.of(), List.of(knock("ab"), knock("cd"))))
                .extracting(NoticeWords::english)
                .containsExactly("2 unknown relays want a link.");
    }
}
