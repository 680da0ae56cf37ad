package org.wzp.relay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AddressBook;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.transport.CloseReason;

/** What the operator calls people: everywhere at the relay, after a restart too, and never at a client. */
class AddressBookTest {
    @TempDir
    private Path home;

    private static ParticipantStatus row(RelayFixture relay, TestClient of) {
        return relay.relay().snapshot().rooms().stream()
                .flatMap(room -> room.participants().stream())
                .filter(person -> person.fingerprint().equals(of.fingerprint()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOperatorsNameIsUsedInSnapshotsAndSentencesAndNoClientHearsOfIt() throws IOException {
        TestClient anna = new TestClient();
        KnownPerson named = new KnownPerson(anna.fingerprint(), "Anna Meier", "\"night\" shift");
        NamePerson command = new NamePerson(
                named.fingerprint().toUpperCase(java.util.Locale.ROOT), " " + named.name() + " ", named.note());
        try (RelayFixture relay = RelayFixture.started(home)) {
            anna.join(relay, "lobby", "annax");
            Told told = Told.of(relay.execute(command));
            assertThat(told)
                    .isEqualTo(new Told(
                            anna.called("annax") + " is called Anna Meier in this console.",
                            Optional.of(new NamePerson(anna.fingerprint(), "", ""))));
            TestClient.await(() -> {
                assertThat(row(relay, anna).alias()).isEqualTo("Anna Meier");
                assertThat(row(relay, anna).ownAlias()).isEqualTo("annax");
                assertThat(relay.relay().snapshot().access().people()).containsExactly(named);
            });
            assertThat(relay.told(new AllowInRoom("lobby", anna.fingerprint())))
                    .startsWith(anna.called("Anna Meier") + " is on lobby's allow-list.");
            assertThat(relay.told(command))
                    .isEqualTo("Nothing changed: what is kept of " + anna.called("Anna Meier") + " is this already.");
            TestClient ben = new TestClient().join(relay, "lobby", "Ben");
            TestClient.await(() -> assertThat(ben.roster()).hasSize(2));
            assertThat(ben.signals().toString() + anna.signals())
                    .contains("annax")
                    .doesNotContain("Anna Meier");
            relay.relay().stop();
            assertThat(relay.relay().snapshot().access().people())
                    .as("while it is stopped")
                    .containsExactly(named);
        }
        assertThat(Files.readAllLines(home.resolve("audit.jsonl")))
                .filteredOn(line -> line.contains("NamePerson") && line.contains("Anna Meier"))
                .hasSizeGreaterThanOrEqualTo(2)
                .anyMatch(line -> line.contains("\"outcome\":\"begun\""));
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient again = new TestClient(anna.identity()).join(relay, "lobby", "annax");
            TestClient.await(() -> assertThat(row(relay, again).alias()).isEqualTo("Anna Meier"));
            assertThat(relay.told(new NamePerson(anna.fingerprint(), "", "")))
                    .isEqualTo(anna.called("Anna Meier") + " has no name of yours any more.");
            TestClient.await(() -> assertThat(row(relay, again).alias()).isEqualTo("annax"));
            assertThat(Files.readString(home.resolve("console.toml")))
                    .doesNotContain("[[people]]")
                    .contains("[[rooms]]");
        }
    }

    @Test
    void aGroupOnTheListOfARoomLetsAllInItJoinAndWhoLeavesItMayNotRejoin() throws IOException {
        TestClient anna = new TestClient();
        TestClient ben = new TestClient();
        RoomRule rule = new RoomRule("studio", RoomPolicy.ALLOW_LIST, List.of("@crew", ben.fingerprint()));
        try (RelayFixture relay = RelayFixture.started(home)) {
            assertThat(relay.told(new NamePerson(anna.fingerprint(), "Anna", "", List.of("@Crew", "night-shift"))))
                    .isEqualTo(anna.called("Anna") + " is in crew and night-shift now.");
            relay.relay()
                    .execute(
                            "test",
                            new SetRoomRule(
                                    new RoomRule("studio", RoomPolicy.ALLOW_LIST, List.of("@CREW", ben.fingerprint())),
                                    false));
            TestClient.await(
                    () -> assertThat(relay.relay().snapshot().access().rules()).containsExactly(rule));
            new TestClient().connect(relay, "studio").offer("Cleo").assertClosedWith(CloseReason.NOT_ALLOWED);
        }
        try (RelayFixture relay = RelayFixture.started(home)) {
            TestClient inside = new TestClient(anna.identity()).join(relay, "studio", "annax");
            TestClient.await(() -> assertThat(relay.relay().snapshot().access().lists(rule, anna.fingerprint()))
                    .isTrue());
            assertThat(relay.told(new NamePerson(anna.fingerprint(), "Anna", "", List.of())))
                    .isEqualTo(anna.called("Anna") + " is in no group now.");
            assertThat(inside.closeInfo()).isEmpty();
            inside.leave();
            TestClient.await(() ->
                    assertThat(relay.relay().snapshot().traffic().sessions()).isZero());
            new TestClient(anna.identity())
                    .connect(relay, "studio")
                    .offer("annax")
                    .assertClosedWith(CloseReason.NOT_ALLOWED);
            relay.relay().execute("test", new NamePerson(anna.fingerprint(), "Anna", "", List.of("crew")));
            TestClient again = new TestClient(anna.identity()).join(relay, "studio", "annax");
            TestClient other = new TestClient(ben.identity()).join(relay, "studio", "Ben");
            assertThat(relay.told(new RemoveFromRoom("studio", "@crew")))
                    .isEqualTo("@crew is off studio's allow-list and was disconnected. They can't rejoin.");
            again.assertClosedWith(CloseReason.NOT_ALLOWED);
            assertThat(other.closeInfo()).isEmpty();
            assertThat(relay.told(new NamePerson(anna.fingerprint(), "Anna", "", List.of("the crew"))))
                    .startsWith("\"the crew\" is no name of a group.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity = 'A' ; nmae = 'B'      | , line 6 can't be understood: nmae is no key of [[people]]",
                "name = 'B' ; note = 'C'          | , line 4 can't be understood: people number 1 has no identity",
                "identity = 'A' ; groups = ['a b'] | , line 6 can't be understood: groups names \"a b\", which is no group",
                "identity = 'A' ; name = 7        | , line 6 can't be understood: name must be a text in quotes"
            })
    void anEntryThatIsNoneIsRefusedWithItsLine(String entry, String words) throws IOException {
        Files.writeString(
                home.resolve("console.toml"),
                "format = 1\nnext_ban = 1\n\n[[people]]\n"
                        + entry.replace('\'', '"').replace(" ; ", "\n") + '\n');
        StateFile file = new StateFile(
                new AtomicFile(home.resolve("console.toml")),
                LockLedger.system().lock("state"));
        assertThatThrownBy(() -> AddressBook.open(file, LockLedger.system().lock("book")))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining(words);
    }
}
