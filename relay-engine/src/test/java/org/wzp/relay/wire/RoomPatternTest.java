package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomPatternTest {
    @ParameterizedTest
    @CsvSource({
        "lobby, lobby",
        "' Lobby. ', lobby",
        "Team-*, team-*",
        "*, *",
        "a.*, a.*",
        "a.b*, a.b*",
        "call-*, call-*"
    })
    void aNameOrTheBeginningOfOneHasOneForm(String typed, String form) {
        assertThat(RoomPattern.ofText(typed)).hasValue(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "**", "t*m", "*-team", "-*", "a..*", "team *", "ä*", "team-?"})
    void whatCanBeginNoNameIsNone(String typed) {
        assertThat(RoomPattern.ofText(typed)).isEmpty();
    }

    @Test
    void theMostExactComesFirst() {
        assertThat(RoomPattern.covering("ab")).containsExactly("ab", "ab*", "a*", "*");
        assertThat(RoomPattern.covering("ab*")).containsExactly("ab*", "a*", "*");
        assertThat(RoomPattern.covering("*")).containsExactly("*");
    }

    @ParameterizedTest
    @CsvSource({
        "team-*, team-2, true",
        "team-*, team-, true",
        "team-*, team, false",
        "*, lobby, true",
        "lobby, lobby, true",
        "lobby, lobby-2, false",
        "*, call-12, false",
        "call-*, call-12, false",
        "call-12, call-12, true"
    })
    void aPatternCoversWhatBeginsSoButNoCalls(String pattern, String room, boolean covers) {
        assertThat(RoomPattern.covers(pattern, room)).isEqualTo(covers);
        assertThat(RoomPattern.covering(room).anyMatch(pattern::equals)).isEqualTo(covers);
    }
}
