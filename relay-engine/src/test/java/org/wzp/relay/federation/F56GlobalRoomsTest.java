package org.wzp.relay.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.text.MistakeWords;
import org.wzp.relay.text.Speech;
import org.wzp.relay.text.StartWords;

/** F-56: which relays and rooms there are, by the file, the command line, and what was changed while the relay ran. */
class F56GlobalRoomsTest {
    private static final String ONE = "11".repeat(32);
    private static final String TWO = "22".repeat(32);
    private static final FederationConfig.Peer PARIS =
            new FederationConfig.Peer("paris.example.org:4433", ONE, "Paris");
    private static final FederationConfig.Trusted ROME = new FederationConfig.Trusted(TWO, "Rome", Optional.empty());

    @TempDir
    Path home;

    private FederationConfig load(String text, Map<String, String> flags) throws Exception {
        Files.writeString(home.resolve("relay.toml"), text);
        return ConfigLoader.load(new Overrides(home, null, null, flags)).relay().federation();
    }

    @Test
    void theFileNamesPeersTrustedRelaysAndRooms() throws Exception {
        FederationConfig config = load("""
                federation_allow_unverified = true
                federation_packets_per_second = 900
                federation_hop_limit = 1
                [[peers]]
                url = "paris.example.org:4433"
                fingerprint = "11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11:11"
                label = "Paris"
                [[trusted]]
                fingerprint = "2222222222222222222222222222222222222222222222222222222222222222"
                label = "Rome"
                [[global_rooms]]
                name = "PodCast"
                [[global_rooms]]
                name = "news"
                """, Map.of());
        assertThat(config)
                .isEqualTo(new FederationConfig(
                        List.of(PARIS), List.of(ROME), List.of("podcast", "news"), true, 900, 1, true));
    }

    @Test
    void theCommandLineAddsRooms() throws Exception {
        assertThat(load("[[global_rooms]]\nname = \"news\"\n", Map.of("global_rooms", "podcast,news"))
                        .globalRooms())
                .containsExactly("news", "podcast");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[peers]]\\nfingerprint = 'x'|[[peers]] number 1 lacks its url, a text in quotes.",
                "[[peers]]\\nurl = 'paris'|[[peers]] number 1 has the url \"paris\", but it must be a host and a port such as"
                        + " relay.example.org:4433.",
                "[[peers]]\\nurl = 'a:1'\\nfingerprint = '12:34'|[[peers]] number 1 has the fingerprint \"12:34\", but it must"
                        + " be the TLS fingerprint of a relay: 64 hex digits, with or without colons.",
                "[[trusted]]\\nlabel = 'x'|[[trusted]] number 1 lacks its fingerprint, a text in quotes.",
                "[[global_rooms]]\\nname = 'call-1'|[[global_rooms]] number 1 is \"call-1\", but must be a room name:",
                "global_rooms = 3|global_rooms must be tables. Write [[global_rooms]] above each.",
            })
    void whatCannotBeIsSaid(String text, String why) {
        assertThatThrownBy(() -> load(text.replace("\\n", "\n"), Map.of()))
                .hasMessageStartingWith(home.resolve("relay.toml") + ": " + why);
    }

    private FederationStore store(FederationConfig base) throws Exception {
        LockLedger ledger = LockLedger.system();
        return FederationStore.open(
                new StateFile(new AtomicFile(home.resolve(StateFile.NAME)), ledger.lock("file")),
                ledger.lock("settings"),
                base,
                RelayTime.system());
    }

    private static Optional<FederationConfig> changed(FederationStore store, UnaryOperator<FederationConfig> change)
            throws NotWrittenException {
        return store.change(change, new FederationEffect.Shared("podcast"));
    }

    @Test
    void whatWasChangedIsThereAtTheNextStart() throws Exception {
        FederationConfig base =
                FederationConfig.NONE.peers(peers -> List.of(PARIS)).globalRooms(rooms -> List.of("podcast", "news"));
        FederationConfig.Peer moved = new FederationConfig.Peer("[2001:db8::1]:4433", ONE, "Paris \"new\" é");
        FederationConfig.Trusted anHour = new FederationConfig.Trusted(
                TWO, "Rome", Optional.of(Instant.parse("2026-04-01T12:00:00Z").toEpochMilli()));
        FederationStore store = store(base);
        assertThat(changed(store, config -> config.peers(peers -> List.of(moved))))
                .contains(base);
        changed(store, config -> config.trusted(trusted -> List.of(anHour)));
        changed(store, config -> config.globalRooms(rooms -> List.of("podcast", "music")));
        assertThat(changed(store, config -> config)).isEmpty();
        assertThat(store(base).config()).isEqualTo(store.config());
        assertThat(store(base).config().peers()).containsExactly(moved);
        assertThat(store(base).config().globalRooms()).containsExactly("podcast", "music");
        // and away again
        FederationStore again = store(base);
        changed(again, config -> base);
        assertThat(Files.readString(home.resolve(StateFile.NAME))).doesNotContain("[[");
        assertThat(store(base).config()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[peers]\\nurl = 'a:1'|peers must be tables. Write [[peers]] above each.",
                "[[trusted]]\\nfingerprint = 'FP'\\nuntill = '2026-04-01T12:00:00Z'|untill is no key of [[trusted]]; did you"
                        + " mean until?",
                "[[trusted]]\\nfingerprint = 'FP'\\nlabel = 7|[[trusted]] number 1 has a label that is no text in quotes.",
                "[removed]\\ntrusted = 'FP'|removed must be tables. Write [[removed]] above each.",
                "[[removed]]\\ntrust = 'FP'|trust = FP in [[removed]] names nothing that can be taken away.",
                "[[removed]]\\ntrusted = 'ab:cd'|trusted = ab:cd in [[removed]] names nothing that can be taken away.",
            })
    void whatMeansNothingInTheProgramsOwnFileStopsTheStart(String text, String why) throws Exception {
        Files.writeString(
                home.resolve(StateFile.NAME),
                "format = 1\n" + text.replace("\\n", "\n").replace("FP", TWO) + "\n");
        assertThatThrownBy(() -> store(FederationConfig.NONE))
                .isInstanceOf(RelayStartException.class)
                .hasMessageStartingWith(
                        home.resolve(StateFile.NAME) + " can't be understood: " + why.replace("FP", TWO));
    }

    @Test
    void whatIsWrongInTheProgramsOwnFileIsSaidInGermanAsWell() throws Exception {
        Path file = home.resolve(StateFile.NAME);
        Files.writeString(file, "format = 1\n[[removed]]\ntrust = 'x'\n");
        assertThatThrownBy(() -> store(FederationConfig.NONE))
                .isInstanceOfSatisfying(RelayStartException.class, problem -> assertThat(
                                StartWords.of(problem.failure().cause(), Speech.of(Locale.GERMAN)))
                        .startsWith(file
                                + " ist nicht zu verstehen: trust = x in [[removed]] nennt nichts, was weggenommen"
                                + " werden kann. Berichtigen Sie das"));
    }

    @Test
    void aLineOfTheProgramsOwnFileThatIsNoTomlIsNamed() throws Exception {
        Path file = home.resolve(StateFile.NAME);
        Files.writeString(file, "format = 1\n[[trusted]]\nlabel = Rome\n");
        assertThatThrownBy(() -> store(FederationConfig.NONE))
                .hasMessageStartingWith(file + ", line 3")
                .hasMessageContaining("label is Rome without quotes. Write \"Rome\".");
    }

    @Test
    void whatWasTakenAwayIsKnownInEveryForm() throws Exception {
        FederationConfig base =
                FederationConfig.NONE.trusted(trusted -> List.of(ROME)).globalRooms(rooms -> List.of("podcast"));
        Files.writeString(home.resolve(StateFile.NAME), """
                format = 1
                [[removed]]
                trusted = "%s"
                [[removed]]
                global_rooms = "PodCast"
                """.formatted(
                        ":22".repeat(32).substring(1).toUpperCase(Locale.ROOT)));
        assertThat(store(base).config()).isEqualTo(FederationConfig.NONE);
    }

    @Test
    void aKeyThatMeansNothingInATableOfTheOperatorsFileIsTold() throws Exception {
        Files.writeString(
                home.resolve("relay.toml"),
                "[[trusted]]\nfingerprint = \"" + TWO + "\"\nuntill = \"2026-04-01T12:00:00Z\"\n");
        assertThat(ConfigLoader.load(new Overrides(home, null, null, Map.of()))
                        .relay()
                        .warnings())
                .extracting(MistakeWords::english)
                .containsExactly(home.resolve("relay.toml")
                        + ", line 3, column 1: untill is no key of [[trusted]]; did you mean until? It has no effect.");
    }

    @Test
    void whatTheDiskRefusesIsNotInForce() throws Exception {
        FederationStore store = store(FederationConfig.NONE);
        Path moved = home.resolveSibling(home.getFileName() + "-away");
        Files.move(home, moved);
        try {
            assertThatThrownBy(() -> changed(store, config -> config.peers(peers -> List.of(PARIS))))
                    .isInstanceOfSatisfying(NotWrittenException.class, refused -> assertThat(refused.file())
                            .isEqualTo(home.resolve(StateFile.NAME).toString()));
        } finally {
            Files.move(moved, home);
        }
        assertThat(store.config()).isEqualTo(FederationConfig.NONE);
        assertThat(changed(store, config -> config.peers(peers -> List.of(PARIS))))
                .contains(FederationConfig.NONE);
    }

    @Test
    void aPeerOfTheFileThatWasRemovedStaysAway() throws Exception {
        FederationConfig base = FederationConfig.NONE.peers(peers -> List.of(PARIS));
        changed(store(base), config -> config.peers(peers -> List.of()));
        assertThat(store(base).config().peers()).isEmpty();
        assertThat(new TomlMapper()
                        .readTree(Files.readString(home.resolve(StateFile.NAME)))
                        .path("removed"))
                .hasSize(1);
    }
}
