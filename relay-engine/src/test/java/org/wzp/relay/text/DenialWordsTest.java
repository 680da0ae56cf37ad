package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.TokenProblem;

final class DenialWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Denial banned(String reason) {
        return new Denial.Banned(
                new Ban(7, new BanTarget.Identity("k"), Optional.empty(), reason, "test", NOW, Optional.empty(), 0),
                NOW);
    }

    @Test
    void theOperatorReadsWhatHappenedAndWhatDecided() {
        assertThat(DenialWords.of(new Denial.Plain(Refusal.SILENT))).isEqualTo("connected and said nothing");
        assertThat(DenialWords.of(new Denial.Full(Refusal.RELAY_FULL, 1_000)))
                .isEqualTo("all sessions are taken (limit 1,000)");
        assertThat(DenialWords.of(banned("shouting"))).isEqualTo("banned (ban 7 on k for good: shouting)");
        assertThat(DenialWords.of(new Denial.NotAllowed(new RoomRule("board", RoomPolicy.CLOSED, List.of()))))
                .isEqualTo("the room's policy does not let it in (room board is closed)");
        assertThat(DenialWords.of(new Denial.Unexpected("Ping")))
                .isEqualTo("sent something else than its login (Ping)");
        assertThat(DenialWords.of(new Denial.Unreadable("no JSON")))
                .isEqualTo("sent an unreadable signal before login (no JSON)");
        assertThat(DenialWords.of(new Denial.Token(Refusal.TOKEN_ERROR, new TokenProblem.Answered(503))))
                .isEqualTo("the token service could not be asked (the token service answered 503)");
    }

    @Test
    void aLongReasonIsCutWhereItIsShown() {
        assertThat(DenialWords.of(banned("x".repeat(200)))).hasSizeLessThan(140).endsWith("…)");
    }

    @Test
    void onlyWhoIsBannedReadsMoreThanTheUsualWords() {
        assertThat(DenialWords.told(banned("be nice"))).isEqualTo("banned from this relay for good: be nice");
        assertThat(DenialWords.told(new Denial.Full(Refusal.RELAY_FULL, 1))).isEmpty();
    }
}
