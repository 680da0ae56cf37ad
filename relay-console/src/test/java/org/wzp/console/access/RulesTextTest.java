package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

class RulesTextTest {
    private static final String ANNA = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";
    private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");

    private static final RoomRule TEAMS = new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew", ANNA));
    private static final KnownPerson PERSON = new KnownPerson(ANNA, "Anna \"A\"", "nights", List.of("crew"));
    private static final Ban RANGE = new Ban(
            7,
            BanTarget.Prefix.of("10.0.0.0/8"),
            Optional.of("lobby"),
            "noise",
            "Cleo",
            NOW,
            Optional.of(NOW.plus(Duration.ofHours(1))),
            3);
    private static final AccessStatus ALL = new AccessStatus(List.of(TEAMS), List.of(RANGE), List.of(PERSON));

    @ParameterizedTest
    @EnumSource
    void whatIsSavedIsReadAsTheCommandsThatMakeItAndPeopleComeFirst(RulesFormat format) throws Exception {
        RulesText.Plan plan =
                RulesText.read(RulesText.written(ALL, format), format, new AccessStatus(List.of(), List.of()), NOW);
        assertThat(plan.commands())
                .containsExactly(
                        new NamePerson(ANNA, "Anna \"A\"", "nights", List.of("crew")),
                        new SetRoomRule(TEAMS, false),
                        new AddBan(RANGE.target(), RANGE.room(), "noise", RANGE.until()));
        assertThat(plan).extracting("rules", "bans", "people", "same", "over").containsExactly(1, 1, 1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSoAlreadyAndWhatIsOverChangesNothing(RulesFormat format) throws Exception {
        RulesText.Plan same = RulesText.read(RulesText.written(ALL, format), format, ALL, NOW);
        assertThat(same.commands()).isEmpty();
        assertThat(same.same()).isEqualTo(3);
        RulesText.Plan later = RulesText.read(
                RulesText.written(ALL, format),
                format,
                new AccessStatus(List.of(), List.of()),
                NOW.plus(Duration.ofHours(1)));
        assertThat(later.over()).isEqualTo(1);
        assertThat(later.commands()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{'rooms': [                                        | Line 1 of that file is no JSON",
                "[]                                                 | Line 1 of that file is no JSON",
                "{'rules': []}                                      | rules in that file is no list of rules.",
                "{'rooms': 3}                                       | rooms in that file is no list of rules.",
                "{'rooms': [3]}                                     | rooms, entry 1, has no keys.",
                "{'rooms': [{'nmae': 'a'}]}                         | rooms, entry 1: nmae means nothing here.",
                "{'rooms': [{'name': 'a', 'name': 'b'}]}            | Line 1 of that file is no JSON",
                "{'rooms': [{'name': 'a b', 'policy': 'open'}]}     | rooms, entry 1: name can’t be “a b”.",
                "{'rooms': [{'name': 'a', 'policy': 'opn'}]}        | rooms, entry 1: policy can’t be “opn”.",
                "{'rooms': [{'name': 7}]}                           | rooms, entry 1: name must be a text.",
                "{'rooms': [{'name': 'a', 'policy': 'closed', 'allowed': 'b'}]} | rooms, entry 1: allowed must be a list of texts.",
                "{'bans': [{'reason': 'x'}]}                        | bans, entry 1: a ban has either",
                "{'bans': [{'address': '1.2.3.4', 'identity': 'b'}]} | bans, entry 1: a ban has either",
                "{'bans': [{'address': '1.2.3.400'}]}               | bans, entry 1: address can’t be “1.2.3.400”.",
                "{'bans': [{'identity': 'b', 'until': 'soon'}]}     | bans, entry 1: until can’t be “soon”.",
                "{'people': [{'name': 'b'}]}                        | people, entry 1: identity can’t be “”.",
                "{'people': [{'identity': 'b', 'groups': ['n!']}]}  | people, entry 1: groups can’t be “n!”."
            })
    void whatIsNoSuchTextIsRefusedWithItsPlace(String text, String words) {
        assertThatThrownBy(() -> RulesText.read(text.replace('\'', '"'), RulesFormat.JSON, ALL, NOW))
                .isInstanceOf(RulesText.Unfit.class)
                .message()
                .startsWith(words);
    }
}
