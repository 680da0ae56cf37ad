package org.wzp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;

class AccessListTest {
    private static final String ANNA = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";
    private static final String BEN = "0258:ab5d:7c27:9b61:3b75:a4e3:7ce7:1bf9";

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final InstantSource clock = () -> now;

    private AccessList open() throws AccessException {
        return AccessList.open(
                new StateFile(
                        new AtomicFile(home.resolve("console.toml")),
                        LockLedger.system().lock("state")),
                clock,
                () -> Duration.between(Instant.EPOCH, now).toNanos(),
                LockLedger.system().lock("access"));
    }

    private static InetAddress ip(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @Test
    void everybodyMayEnterARoomThatHasNoRule() throws Exception {
        assertThat(open().verdict("general", ANNA, ip("192.168.1.5")))
                .isEqualTo(new Verdict.Allowed(new RoomRule("general", RoomPolicy.OPEN, List.of())));
    }

    @Test
    void anAllowListLetsOnlyTheListedIn() throws Exception {
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.ALLOW_LIST);
        access.allow("board", ANNA);
        assertThat(access.verdict("board", ANNA, ip("192.168.1.5"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(access.verdict("board", BEN, ip("192.168.1.5")))
                .isEqualTo(new Verdict.NotAllowed(access.rules().room("board")));
    }

    @Test
    void aClosedRoomKeepsEvenTheListedOut() throws Exception {
        AccessList access = open();
        access.allow("board", ANNA);
        access.setPolicy("board", RoomPolicy.CLOSED);
        assertThat(access.verdict("board", ANNA, ip("192.168.1.5")))
                .isEqualTo(new Verdict.NotAllowed(access.rules().room("board")));
    }

    private static RoomRule rule(String scope, RoomPolicy policy, String... allowed) {
        return new RoomRule(scope, policy, List.of(allowed));
    }

    @Test
    void theMostExactRuleDecidesAndTheVerdictNamesIt() throws Exception {
        AccessList access = open();
        access.setRule(rule("*", RoomPolicy.CLOSED));
        access.setRule(rule("team-*", RoomPolicy.ALLOW_LIST, ANNA));
        access.setRule(rule("team-red", RoomPolicy.OPEN));
        assertThat(access.explain("lobby", ANNA, Optional.empty()))
                .isEqualTo(new Verdict.NotAllowed(rule("*", RoomPolicy.CLOSED)));
        assertThat(access.explain("team-blue", ANNA, Optional.empty()))
                .isEqualTo(new Verdict.Allowed(rule("team-*", RoomPolicy.ALLOW_LIST, ANNA)));
        assertThat(access.explain("team-blue", BEN, Optional.empty())).isInstanceOf(Verdict.NotAllowed.class);
        assertThat(access.explain("team-red", BEN, Optional.empty())).isInstanceOf(Verdict.Allowed.class);
        assertThat(access.explain("call-1", BEN, Optional.empty())).isInstanceOf(Verdict.Allowed.class);
        assertThat(access.rules().room("team-blue")).isEqualTo(rule("team-blue", RoomPolicy.ALLOW_LIST, ANNA));
        for (String room : List.of("lobby", "team-blue", "team-red", "call-1")) {
            assertThat(access.view().deciding(room).orElse(RoomRule.none(room)))
                    .isEqualTo(access.rules().deciding(room));
        }
    }

    @Test
    void patternsSurviveARestart() throws Exception {
        AccessList access = open();
        access.setRule(rule("*", RoomPolicy.CLOSED));
        access.setRule(rule("team-*", RoomPolicy.ALLOW_LIST, ANNA));
        access.setRule(rule("team-red", RoomPolicy.OPEN));
        assertThat(open().rules()).isEqualTo(access.rules());
    }

    @Test
    void whoIsPutOnTheListOfARoomWithoutARuleJoinsThoseOfThePattern() throws Exception {
        AccessList access = open();
        access.setRule(rule("team-*", RoomPolicy.ALLOW_LIST, ANNA));
        access.allow("team-red", BEN);
        assertThat(access.rules().room("team-red")).isEqualTo(rule("team-red", RoomPolicy.ALLOW_LIST, ANNA, BEN));
        assertThat(access.rules().room("team-blue").allowed()).containsExactly(ANNA);
    }

    @Test
    void aRuleThatIsTakenAwayLeavesTheNextOneThatCoversTheRoom() throws Exception {
        AccessList access = open();
        access.setRule(rule("*", RoomPolicy.CLOSED));
        access.setRule(rule("lobby", RoomPolicy.OPEN));
        assertThat(access.rules().rooms()).hasSize(2);
        RoomRule before = access.dropRule("lobby").orElseThrow().before();
        assertThat(access.rules().rooms()).containsOnlyKeys("*");
        assertThat(access.explain("lobby", ANNA, Optional.empty())).isInstanceOf(Verdict.NotAllowed.class);
        assertThat(access.dropRule("lobby")).isEmpty();
        access.dropRule("*");
        access.setRule(rule("kitchen", RoomPolicy.CLOSED));
        access.setRule(rule("*", RoomPolicy.CLOSED));
        assertThat(access.dropRule("kitchen")).as("says the same as *").isPresent();
        assertThat(access.rules().rooms()).containsOnlyKeys("*");
        access.setRule(before);
        assertThat(access.explain("lobby", ANNA, Optional.empty())).isInstanceOf(Verdict.Allowed.class);
        access.dropRule("*");
        assertThat(access.explain("other", ANNA, Optional.empty())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void aBanEndsWhenItsTimeIsUp() throws Exception {
        AccessList access = open();
        Instant until = now.plus(Duration.ofMinutes(5));
        access.ban(
                List.of(new BanTarget.Identity(ANNA)), Optional.of("general"), "noise", "console", Optional.of(until));
        assertThat(access.verdict("general", ANNA, ip("192.168.1.5")))
                .isEqualTo(new Verdict.Banned(access.rules().bans().getFirst(), now));
        assertThat(access.verdict("other", ANNA, ip("192.168.1.5"))).isInstanceOf(Verdict.Allowed.class);
        now = until;
        assertThat(access.verdict("general", ANNA, ip("192.168.1.5"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(access.view().bans()).isEmpty();
    }

    @Test
    void hitsOfABanAreCountedAndOutliveARestart() throws Exception {
        AccessList access = open();
        access.ban(List.of(BanTarget.Prefix.of("10.0.0.0/8")), Optional.empty(), "", "console", Optional.empty());
        access.verdict("general", ANNA, ip("10.1.2.3"));
        access.verdict("general", BEN, ip("10.200.0.1"));
        access.explain("general", BEN, ip("10.200.0.1"));
        assertThat(access.view().bans().getFirst().hits()).isEqualTo(2);
        access.setPolicy("x", RoomPolicy.CLOSED);
        assertThat(open().view().bans().getFirst().hits()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.20, 192.168.1.20, true",
        "192.168.1.20, 192.168.1.21, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "fd00::/64, fd00::1:2, true",
        "fd00::/64, fd00:0:0:1::1, false",
        "10.0.0.0/8, fd00::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
        "::ffff:10.1.2.3, 10.1.2.3, true"
    })
    void aPrefixCoversExactlyItsAddresses(String prefix, String address, boolean covered) throws Exception {
        assertThat(AddressPrefix.parse(prefix).contains(ip(address))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "300.1.1.1",
                "::ffff:10.0.0.0/95"
            })
    void whatIsNoPrefixIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> AddressPrefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("192.168.1.0/24");
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.ALLOW_LIST);
        access.allow("board", ANNA);
        access.ban(
                List.of(new BanTarget.Identity(BEN)),
                Optional.of("general"),
                "said \"no\"\n\\ and \u0001 é 😀",
                "console",
                Optional.of(now.plusSeconds(60)));
        access.liftBans(List.of(99L));
        assertThat(open().rules()).isEqualTo(access.rules());
    }

    /** The reader's buffers end somewhere; whatever stands there has to come back whole. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void reasonsOfRareCharactersComeBackWholeWhereverTheyStandInTheFile(String before) throws Exception {
        AccessList access = open();
        for (int i = 0; i < 20; i++) {
            access.ban(
                    List.of(BanTarget.Prefix.of("10.0." + i + ".0/24")),
                    Optional.empty(),
                    before + "\uD83C\uDF99".repeat(1_000),
                    "console",
                    Optional.empty());
        }

        assertThat(open().rules()).isEqualTo(access.rules());
    }

    @Test
    void aFileThatIsNoUtf8IsNamedAndNeverReplaced() throws Exception {
        Path file = home.resolve("console.toml");
        byte[] broken = "format = 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, broken);

        assertThatThrownBy(this::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining(file + " can't be understood: it is no UTF-8 text. Correct it, or ");
        assertThat(Files.readAllBytes(file)).isEqualTo(broken);
    }

    @Test
    void theFileIsWrittenAsItAlwaysWas() throws Exception {
        Path file = home.resolve("console.toml");
        String before = """
                # Written by the relay: what was changed from its console. Edit it only while the relay is stopped.
                format = 1
                next_ban = 5

                [[rooms]]
                name = "board"
                policy = "closed"
                allowed = [
                    "%s",
                ]

                [[bans]]
                id = 4
                address = "192.0.2.0/24"
                reason = "spam"
                issuer = "console"
                issued = "2026-04-01T12:00:00Z"
                hits = 2
                """.formatted(ANNA);
        Files.writeString(file, before);
        var _ = open().setPolicy("board", RoomPolicy.ALLOW_LIST);
        assertThat(file).hasContent(before.replace("closed", "allow-list"));
    }

    @Test
    void sectionsOfOthersOutliveAChangeOfTheRules() throws Exception {
        Path file = home.resolve("console.toml");
        String others =
                "# the window's\n[settings]\nmax_sessions = 7 # few\n\n[[peers]]\nname = \"b\"\naddress = \"c\"\n";
        Files.writeString(file, "format = 1\n\n" + others);
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.CLOSED);
        assertThat(Files.readString(file)).endsWith("\n\n" + others);
        assertThat(open().rules()).isEqualTo(access.rules());
    }

    /** Taken for a section of somebody else it would be a rule that isn't kept, and nobody would know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[bams]]\nid = 1\n",
                "[[room]]\nname = \"a\"\n",
                "[[denied]]\nid = 1\nreason = \"\"\nissuer = \"x\"\n",
                "[[salons]]\nname = \"a\"\npolicy = \"closed\"\n",
                "peers = [ { name = \"b\" } ]\n",
                "peers.name = \"b\"\n",
                "peers = 1\n"
            })
    void whatIsCalledOrLooksLikeARuleIsNoSectionOfOthers(String text) throws Exception {
        Path file = home.resolve("console.toml");
        Files.writeString(file, "format = 1\n" + text);
        assertThatThrownBy(this::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(" is no key");
        assertThat(file).hasContent("format = 1\n" + text);
    }

    /** Kept as a section of somebody else's, it would let in whom it was to keep out. */
    @ParameterizedTest
    @ValueSource(strings = {"blocked", "banned_people", "denied", "kicked", "allow_list", "blacklist"})
    void aTableThatSaysItIsARuleIsRefusedWhateverItsKeys(String table) throws Exception {
        Path file = Files.writeString(
                home.resolve("console.toml"), "format = 1\n\n[[" + table + "]]\nwho = \"" + ANNA + "\"\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining(table + " is no key");
        assertThat(file).content().contains("[[" + table + "]]");
    }

    @Test
    void aKeyWithoutAValueIsSaidToHaveNone() throws Exception {
        Files.writeString(home.resolve("console.toml"), "format = 1\n\n[[rooms]]\nname = \"board\"\npolicy =\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("line 5")
                .hasMessageContaining("policy has no value. Write one, or a # before the line. Correct it, or ")
                .hasMessageNotContaining("Newline");
    }

    @Test
    void aRuleThatIsThereAlreadyChangesNothing() throws Exception {
        AccessList access = open();
        assertThat(access.setPolicy("general", RoomPolicy.OPEN)).isEmpty();
        assertThat(access.disallow("general", ANNA)).isEmpty();
        assertThat(home.resolve("console.toml")).doesNotExist();
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndNeverReplaced() throws Exception {
        Path file = home.resolve("console.toml");
        String broken = "format = 1\nnext_ban = oops\n";
        Files.writeString(file, broken);
        assertThatThrownBy(this::open)
                .isInstanceOf(AccessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 2")
                .hasMessageEndingWith("move it away. Without it there are no rules: every room is open.");
        Files.writeString(home.resolve("console.toml.bak"), "format = 1\n");
        assertThatThrownBy(this::open).hasMessageEndingWith("put the last good one, " + file + ".bak, in its place.");
        assertThat(file).hasContent(broken);
    }

    @Test
    void whenTheDiskRefusesTheOldRulesStayInForceAndTheFileIsNamed() throws Exception {
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.CLOSED);
        Rules before = access.rules();
        Path moved = home.resolveSibling(home.getFileName() + "-away");
        Files.move(home, moved);
        try {
            assertThatThrownBy(() -> access.setPolicy("board", RoomPolicy.OPEN))
                    .isInstanceOfSatisfying(NotWrittenException.class, refused -> {
                        assertThat(refused.file())
                                .isEqualTo(home.resolve("console.toml").toString());
                        assertThat(refused.problem().what()).isEqualTo("there is no such file or folder");
                    });
        } finally {
            Files.move(moved, home);
        }
        assertThat(access.rules()).isEqualTo(before);
        assertThat(open().rules()).isEqualTo(before);
    }

    @Test
    void whatAKilledProcessLeftBesideTheFileIsReplaced() throws Exception {
        Files.writeString(home.resolve("console.toml.tmp"), "format = 1\nnext_b");
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.CLOSED);
        assertThat(open().rules()).isEqualTo(access.rules());
        assertThat(home.resolve("console.toml.tmp")).doesNotExist();
    }

    @Test
    void theBackupHoldsTheRulesBeforeTheLastChange() throws Exception {
        AccessList access = open();
        access.setPolicy("board", RoomPolicy.CLOSED);
        Rules before = access.rules();
        access.setPolicy("board", RoomPolicy.ALLOW_LIST);
        Files.move(home.resolve("console.toml.bak"), home.resolve("console.toml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(open().rules()).isEqualTo(before);
    }
}
