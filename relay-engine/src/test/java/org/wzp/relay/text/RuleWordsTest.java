package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

final class RuleWordsTest {
    private static RoomRule board(RoomPolicy policy) {
        return new RoomRule("board", policy, List.of());
    }

    @Test
    void aRuleThatKeepsSomebodyOutNamesItsRoomAndWhatItAsksFor() {
        assertThat(RuleWords.keptOut(board(RoomPolicy.CLOSED), Speech.ENGLISH)).isEqualTo("room board is closed");
        assertThat(RuleWords.keptOut(board(RoomPolicy.ALLOW_LIST), Speech.ENGLISH))
                .isEqualTo("not on the allow-list of room board");
    }

    @Test
    void anOpenRoomKeepsNobodyOut() {
        assertThatThrownBy(() -> RuleWords.keptOut(board(RoomPolicy.OPEN), Speech.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
