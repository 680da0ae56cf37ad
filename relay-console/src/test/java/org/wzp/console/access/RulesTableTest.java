package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/** Rules, bans and people as a spreadsheet has them. */
class RulesTableTest {
    private static final String ANNA = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";
    private static final String OTHER = "0000:b935:62fa:9e34:e59c:28b6:7fc2:d384";
    private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
    private static final AccessStatus NOTHING = new AccessStatus(List.of(), List.of());

    private static Ban ban(BanTarget target, Optional<String> room, String reason, Optional<Instant> until) {
        return new Ban(7, target, room, reason, "Cleo", NOW, until, 3);
    }

    private static List<OperatorCommand> read(String table) throws RulesText.Unfit {
        return RulesText.read(table, RulesFormat.CSV, NOTHING, NOW).commands();
    }

    private static List<OperatorCommand> readAgain(AccessStatus access) throws RulesText.Unfit {
        return read(RulesText.written(access, RulesFormat.CSV));
    }

    @Test
    void aTableHasAHeaderAndOneRowForEachRuleBanAndPerson() {
        AccessStatus access = new AccessStatus(
                List.of(new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew", ANNA))),
                List.of(ban(BanTarget.Prefix.of("10.0.0.0/8"), Optional.of("lobby"), "noise", Optional.of(NOW))),
                List.of(new KnownPerson(ANNA, "Anna, B", "=1+1", List.of("crew", "staff"))));
        assertThat(RulesText.written(access, RulesFormat.CSV))
                .isEqualTo("""
                        kind,name,policy,allowed,identity,address,room,reason,until,note,groups
                        room,team-*,allow-list,'@crew;%1$s,,,,,,,
                        ban,,,,,10.0.0.0/8,lobby,noise,2026-11-26T20:00:00Z,,
                        person,"Anna, B",,,%1$s,,,,,'=1+1,crew;staff
                        """.formatted(ANNA).replace("\n", "\r\n"));
    }

    @Test
    void everyFieldOfRulesBansAndPeopleComesBack() throws Exception {
        RoomRule closed = new RoomRule("vault", RoomPolicy.CLOSED, List.of());
        RoomRule listed = new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew", ANNA, OTHER));
        Ban all = ban(BanTarget.Prefix.of("fd00::/64"), Optional.empty(), "", Optional.empty());
        Ban one = ban(
                new BanTarget.Identity(OTHER),
                Optional.of("lobby"),
                "noise",
                Optional.of(NOW.plus(Duration.ofMillis(3_600_001))));
        KnownPerson person = new KnownPerson(ANNA, "Anna", "nights", List.of("crew", "staff"));
        assertThat(readAgain(new AccessStatus(List.of(closed, listed), List.of(all, one), List.of(person))))
                .containsExactly(
                        new NamePerson(ANNA, "Anna", "nights", List.of("crew", "staff")),
                        new SetRoomRule(closed, false),
                        new SetRoomRule(listed, false),
                        new AddBan(all.target(), Optional.empty(), "", Optional.empty()),
                        new AddBan(one.target(), one.room(), "noise", one.until()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller, Jörg",
                "the \"cat\"",
                "two\nlines",
                "two\r\nlines",
                "=HYPERLINK(1)",
                "@crew",
                "+49 30",
                "-3.5",
                "'=1",
                "''@crew",
                "'quoted'",
                "a;b|c",
                ";",
                "\"",
                "#1",
                "日本 🎉"
            })
    void anOddNameNoteReasonOrIdentityComesBackAsItWas(String odd) throws Exception {
        RoomRule rule = new RoomRule("a", RoomPolicy.ALLOW_LIST, List.of("x" + odd, "of a token; or two", "@crew"));
        Ban ban = ban(new BanTarget.Identity(odd), Optional.empty(), odd, Optional.empty());
        KnownPerson person = new KnownPerson(odd, odd, odd, List.of());
        assertThat(readAgain(new AccessStatus(List.of(rule), List.of(ban), List.of(person))))
                .containsExactly(
                        new NamePerson(odd, odd, odd, List.of()),
                        new SetRoomRule(rule, false),
                        new AddBan(ban.target(), Optional.empty(), odd, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind,name,policy,allowed\nroom,a,allow-list,@crew;b\n",
                "kind,name,policy,allowed\r\nroom,a,allow-list,@crew;b",
                "\ufeffkind,name,policy,allowed\r\nroom,a,allow-list,'@crew;b\r\n",
                "kind;name;policy;allowed\nroom;a;allow-list;\"@crew;b\"\n",
                "kind;name;policy;allowed;;\nroom;a;allow-list;\"@crew\nb\";;\n;;;;;\n",
                "allowed,policy,name,kind\n\n@crew; b;,allow-list,a,room\n\n",
                "kind,reason,\"name\",policy,allowed\n\"room\", ,\"a\",\"allow-list\",\" @crew ;\"\"b\"\"\"\n",
            })
    void oneRuleInManyWritings(String table) throws Exception {
        assertThat(read(table))
                .containsExactly(
                        new SetRoomRule(new RoomRule("a", RoomPolicy.ALLOW_LIST, List.of("@crew", "b")), false));
    }

    @Test
    void aTableWithoutRowsChangesNothing() throws Exception {
        assertThat(readAgain(NOTHING)).isEmpty();
        assertThat(read("kind\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "##                                        ~ Line 1: the column kind is missing.",
                "name,policy|a,open                        ~ Line 1: the column kind is missing.",
                "kind,nmae|room,a ~ Line 1: there is no column “nmae”. The columns are kind, name, policy,",
                "kind,name,name|room,a,a                   ~ Line 1: the column name is there twice.",
                "kind,name|room,'a                         ~ Line 2 of that file is no CSV: its quotes don’t match.",
                "kind,name,policy|room,a,open|room,'b'c,open ~ Line 3 of that file is no CSV: its quotes don’t match.",
                "kind,name|room,a,open                     ~ Line 2: “open” is in a column without a name.",
                "kind,name,policy|room,a,open||rule,b,open ~ Line 4: kind can’t be “rule”. There are room, ban and person.",
                "kind,name,policy|,b,open                  ~ Line 2: kind can’t be “”.",
                "kind,name,policy|room,a b,open            ~ Line 2: name can’t be “a b”.",
                "kind;name;policy|room;a;opn               ~ Line 2: policy can’t be “opn”.",
                "kind,identity,policy|person,a,open        ~ Line 2: policy means nothing here.",
                "kind,identity,note,name,policy|person,b,'two|lines',,|room,,,a,opn ~ Line 4: policy can’t be “opn”.",
                "kind,name,policy,allowed|room,a,closed,@n! ~ Line 2: allowed can’t be “@n!”.",
                "kind,name,policy,allowed|room,a,closed,'b;''c' ~ Line 2: allowed can’t be “b;\"c”.",
                "kind,reason|ban,x                         ~ Line 2: a ban has either an identity or an address.",
                "kind,address,identity|ban,1.2.3.4,b       ~ Line 2: a ban has either an identity or an address.",
                "kind,address|ban,1.2.3.400                ~ Line 2: address can’t be “1.2.3.400”.",
                "kind,identity,until|ban,b,soon            ~ Line 2: until can’t be “soon”.",
                "kind,name|person,b                        ~ Line 2: identity can’t be “”.",
                "kind,identity,groups|person,b,crew;n!     ~ Line 2: groups can’t be “crew n!”."
            })
    void aMistakeIsRefusedWithItsLineAndColumn(String table, String words) {
        assertThatThrownBy(() -> read(table.replace('\'', '"').replace('|', '\n')))
                .isInstanceOf(RulesText.Unfit.class)
                .message()
                .startsWith(words);
    }

    @ParameterizedTest
    @CsvSource({"rules.csv, CSV", "RULES.CSV, CSV", "rules.json, JSON", "rules, JSON", "rules.csv.txt, JSON"})
    void theEndingOfANameDecides(String name, RulesFormat format) {
        assertThat(RulesFormat.of(Path.of(name))).isEqualTo(format);
    }

    @Test
    void eitherKindOfFileIsOfferedToBeReadAndEachToBeSaved() {
        assertThat(RulesFileDialog.filters(true)).singleElement().satisfies(filter -> assertThat(filter.getExtensions())
                .containsExactly("*.json", "*.csv"));
        assertThat(RulesFileDialog.filters(false))
                .extracting("description")
                .containsExactly("JSON, for programs", "CSV, for spreadsheets");
    }
}
