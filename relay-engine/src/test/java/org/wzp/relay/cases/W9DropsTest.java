package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.Loss;
import org.wzp.relay.api.ModerationCommand.Kick;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Quotas;
import org.wzp.relay.api.Subject;
import org.wzp.relay.engine.RelayFixture;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.text.NoticeWords;

/** W9: what is dropped is never unsaid: a line of the attention list names its cause, and the person that it leads to. */
class W9DropsTest {
    /** More than goes onto the wire, into QUIC's queue and into the outbox together. */
    private static final int WORDS = 1_000;

    @TempDir
    private Path home;

    private static Optional<Attention> line(RelayFixture relay, String part) {
        return relay.relay().snapshot().attention().stream()
                .filter(line -> NoticeWords.english(line).contains(part))
                .findFirst();
    }

    @Test
    void dropsLeadToThePersonWhoMissesThemAndAreKnownAfterTheyLeft() throws Exception {
        try (RelayFixture relay = RelayFixture.started(home);
                ImpairedWire wire = new ImpairedWire(relay.address())) {
            TestClient anna = new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().connect(relay.dialler(), wire.address(), "podcast");
            ben.offer("Ben");
            TestClient.await(() -> assertThat(anna.roster()).contains("Ben"));
            TestClient.await(() -> assertThat(relay.row("Ben").alias()).isEqualTo("Ben"));
            long id = relay.row("Ben").id();

            wire.narrow(0);
            TestClient.await(() -> {
                // each time, because on a busy machine a burst may end in Anna's own outbox
                for (int i = 0; i < WORDS; i++) {
                    anna.say("a word of the usual length in a packet of voice " + i);
                }
                assertThat(line(relay, ben.called("Ben") + " in podcast misses most"))
                        .hasValueSatisfying(line -> {
                            assertThat(NoticeWords.english(line)).contains("takes less than its room sends");
                            assertThat(line.subject()).isEqualTo(new Subject.Person("podcast", id, "Ben"));
                        });
            });
            assertThat(relay.relay().snapshot().traffic().lostMost())
                    .first()
                    .satisfies(loss -> assertThat(loss.mostly()).isEqualTo(DropCause.OUTBOX_FULL))
                    .extracting(Loss::alias, Loss::room, Loss::present)
                    .containsExactly("Ben", "podcast", true);

            relay.execute(new Kick(id, "", KeepOut.nothing()));
            TestClient.await(() -> assertThat(relay.relay().snapshot().traffic().lostMost())
                    .first()
                    .extracting(Loss::alias, Loss::room, Loss::present)
                    .containsExactly("Ben", "podcast", false));
        }
    }

    @Test
    void packetsOverTheLimitLeadToWhoSentThem() {
        Quotas usual = Quotas.defaults();
        Quotas slow = new Quotas(
                usual.sessionsPerAddress(),
                usual.joinsPerAddress(),
                usual.joinsPerIdentity(),
                10,
                usual.bytesPerSecond(),
                usual.signalsPerSecond(),
                usual.rosterBytesPerSecond());
        RelayConfig config = RelayFixture.config(home);
        try (RelayFixture relay =
                RelayFixture.started(config.with(config.limits().with(slow)))) {
            new TestClient().join(relay, "podcast", "Anna");
            TestClient ben = new TestClient().join(relay, "podcast", "Ben");
            TestClient.await(() -> {
                for (int i = 0; i < WORDS; i++) {
                    ben.say("word " + i);
                }
                assertThat(line(relay, "has sent most over the limit")).hasValueSatisfying(line -> {
                    assertThat(NoticeWords.english(line)).contains("somebody sends more than media_packets_per_second");
                    assertThat(line.subject())
                            .isEqualTo(new Subject.Person(
                                    "podcast", relay.row("Ben").id(), "Ben"));
                });
            });

            relay.clock().advance(Duration.ofSeconds(11));
            TestClient.await(() -> assertThat(line(relay, "dropped since the start, none in the last ten seconds"))
                    .hasValueSatisfying(line -> assertThat(NoticeWords.english(line))
                            .contains("somebody sends more than media_packets_per_second")
                            .as("nobody missed what was never sent on")
                            .doesNotContain("missed")));
        }
    }
}
