package org.wzp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.text.MistakeWords;

class ConfigLoaderTest {
    @TempDir
    Path home;

    private Path file = Path.of("relay.toml");

    @BeforeEach
    void nameTheFile() {
        file = home.resolve("relay.toml");
    }

    private RelayConfig load(String text) throws Exception {
        Files.writeString(file, text);
        return load(given(null, null));
    }

    private static RelayConfig load(Overrides line) throws ConfigException {
        return ConfigLoader.load(line).relay();
    }

    private Overrides given(@Nullable Path config, @Nullable String listen) {
        return Overrides.NONE.in(home).reading(config).with(Settings.LISTEN, listen);
    }

    @Test
    void withoutFileAndFlagsEverythingIsAtItsDefault() throws Exception {
        assertThat(load(given(null, null)))
                .isEqualTo(RelayConfig.defaults(new InetSocketAddress("0.0.0.0", 4433), home));
        assertThat(file).doesNotExist();
    }

    @Test
    void everyOfferedKeyOfTheFileArrives() throws Exception {
        assertThat(load("""
                listen_addr = "[::1]:5000"
                max_sessions = 7
                auth_url = "https://auth.example.org/check"
                log_level = "Debug"
                transport = "netty"
                handshakes_in_flight = 11
                handshakes_per_prefix = 12
                first_signal_seconds = 13
                login_seconds = 14
                media_outbox = 15
                media_max_age_ms = 0
                stop_seconds = 16
                sessions_per_address = 17
                joins_per_address = 18
                joins_per_identity = 19
                media_packets_per_second = 20
                media_bytes_per_second = 21
                signals_per_second = 22
                roster_bytes_per_second = 23
                """))
                .isEqualTo(new RelayConfig(
                        new InetSocketAddress("::1", 5000),
                        home,
                        home.resolve("relay-identity"),
                        7,
                        Optional.of(URI.create("https://auth.example.org/check")),
                        new RelayConfig.Limits(
                                11,
                                12,
                                Duration.ofSeconds(13),
                                Duration.ofSeconds(14),
                                RelayConfig.Limits.defaults().signalBytesBeforeLogin(),
                                RelayConfig.Limits.defaults().signalBytes(),
                                15,
                                Duration.ZERO,
                                Duration.ofSeconds(16),
                                new RelayConfig.Quotas(OptionalInt.of(17), 18, 19, 20, 21, 22, 23)),
                        RelayConfig.Transport.NETTY,
                        "debug",
                        List.of()));
    }

    @Test
    void theCommandLineStandsOverTheFile() throws Exception {
        Files.writeString(file, """
                listen_addr = "127.0.0.1:1"
                max_sessions = 1
                auth_url = "https://one.example.org/"
                log_level = "warn"
                transport = "netty"
                """);
        RelayConfig config = load(new Overrides(home, file, home.resolve("seed"), Map.of())
                .with(Settings.LISTEN, "127.0.0.1:2")
                .with(Settings.AUTH_URL, "http://two.example.org/")
                .with(Settings.MAX_SESSIONS, "2")
                .with(Settings.LOG_LEVEL, "error")
                .with(Settings.TRANSPORT, "direct"));
        assertThat(config)
                .isEqualTo(new RelayConfig(
                        new InetSocketAddress("127.0.0.1", 2),
                        home,
                        home.resolve("seed"),
                        2,
                        Optional.of(URI.create("http://two.example.org/")),
                        RelayConfig.Limits.defaults(),
                        RelayConfig.Transport.DIRECT,
                        "error",
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_sessions = \"many\" | whole number from 1",
                "max_sessions = 0 | whole number from 1",
                "max_sessions = 1.5 | whole number from 1",
                "max_sessions = 99999999999999999999 | whole number from 1",
                "listen_addr = 4433 | text in quotes",
                "listen_addr = \"example.org:4433\" | 0.0.0.0:4433",
                "listen_addr = \"127.0.0.1:70000\" | 0.0.0.0:4433",
                "auth_url = \"ftp://x/\" | https://",
                "auth_url = \"no address\" | https://",
                "log_level = \"loud\" | error, warn, info, debug, trace",
                "transport = \"tcp\" | auto, direct or netty",
                "stop_seconds = 3601 | whole number from 1 to 3600"
            })
    void aWrongValueIsRefusedWithFileLineColumnAndWhatIsAllowed(String wrong, String allowed) {
        String key = wrong.substring(0, wrong.indexOf(' '));
        assertThatThrownBy(() -> load("# first\n\n  " + wrong + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ", line 3, column 3: " + key + " ")
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_sessions = = 3 | 2 | 16",
                "max_sessions 3 | 2 | 13",
                "listen_addr = \"open | 2 | 20",
                "max_sessions = 1\\nmax_sessions = 2 | 3 | 1",
                "allowed_rooms = [\\nmax_sessions = 7 | 3 | 1",
                "allowed_rooms = [\\nmetrics = true | 3 | 1"
            })
    void whatIsNoTomlIsRefusedWithItsPlace(String wrong, int line, int column) {
        assertThatThrownBy(() -> load("# first\n" + wrong.replace("\\n", "\n") + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ", line " + line + ", column " + column + ": ")
                .hasMessageEndingWith("Correct that line.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_sessions =| max_sessions has no value. Write one, or a # before the line.",
                "max_sessions = # as many as come| max_sessions has no value. Write one, or a # before the line.",
                "log_level = info| log_level is info without quotes. Write \"info\".",
                "listen_addr = 0.0.0.0:4433| listen_addr is 0.0.0.0:4433 without quotes. Write \"0.0.0.0:4433\".",
            })
    void whatPeopleForgetIsNamed(String line, String sentence) {
        assertThatThrownBy(() -> load("# mine\n" + line + "\nmedia_outbox = 15\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ", line 2, column ")
                .hasMessageEndingWith(": " + sentence);
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheKeyThatMayBeMeant() throws Exception {
        RelayConfig config = load("log_level = \"info\"\nmax_sesions = 3\ncolour = \"red\"\n");
        assertThat(config.warnings())
                .extracting(MistakeWords::english)
                .containsExactly(
                        file + ", line 2, column 1: max_sesions is no key of this relay and has no effect."
                                + " Did you mean max_sessions?",
                        file + ", line 3, column 1: colour is no key of this relay and has no effect.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remote_relay = \"10.0.0.1:4433\"",
                "jitter_target_depth = 50",
                "jitter_max_depth = 250",
                "metrics_port = 9090",
                "probe_targets = []",
                "probe_mesh = true",
                "trunking_enabled = true",
                "ws_port = 8080",
                "static_dir = \"web\"",
                "debug_tap = \"*\"",
                "event_log = \"events.jsonl\"",
            })
    void aKeyOfAFeatureToComeIsNamedNotPassedOver(String line) throws Exception {
        String key = line.substring(0, line.indexOf(' '));
        assertThat(load(line).warnings())
                .extracting(MistakeWords::english)
                .containsExactly(file + ", line 1, column 1: " + key
                        + " belongs to a feature that this version doesn't offer yet; it has no effect.");
    }

    @Test
    void aKeyThatSlippedIntoATableIsFound() throws Exception {
        assertThat(load("[[peers]]\nurl = \"10.0.0.1:4433\"\nmax_sessions = 2\nfingerprint = \"" + "11".repeat(32)
                                + "\"\n")
                        .warnings())
                .extracting(MistakeWords::english)
                .singleElement()
                .isEqualTo(file + ", line 3, column 1: max_sessions stands in the table peers, where it has no effect."
                        + " Move it above the first table.");
    }

    @Test
    void aLineInsideALongTextIsNotTakenForAKey() {
        assertThatThrownBy(() -> load("note = '''\nmax_sessions = 1\n'''\nmax_sessions = 0\n"))
                .hasMessageStartingWith(file + ", line 4, column 1: max_sessions ");
    }

    @Test
    void aNamedFileThatIsMissingBecomesACommentedSampleWithTheAddressInUse() throws Exception {
        Path missing = home.resolve("a/b/mine.toml");
        RelayConfig config = load(given(missing, "127.0.0.1:5001"));
        assertThat(config).isEqualTo(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 5001), home));
        String sample = Files.readString(missing);
        assertThat(sample).contains("\nlisten_addr = \"127.0.0.1:5001\"\n");
        assertThat(load(given(missing, null))).as("what the sample says").isEqualTo(config);
    }

    @Test
    void everyLineOfTheSampleWorksWhenItsCommentSignIsTakenAway() throws Exception {
        Path sample = home.resolve("sample.toml");
        load(given(sample, null));
        String active = Files.readString(sample).replaceAll("(?m)^# (?=[a-z_]+ = |\\[\\[)", "");
        assertThat(active.substring(0, active.indexOf("[[")).lines().filter(line -> line.matches("[a-z_]+ = .*")))
                .hasSameSizeAs(Settings.all());
        String fingerprint = "00112233445566778899aabbccddeeff".repeat(2);
        FederationConfig federation = FederationConfig.NONE
                .peers(peers ->
                        List.of(new FederationConfig.Peer("relay.example.org:4433", fingerprint, "Branch office")))
                .trusted(trusted ->
                        List.of(new FederationConfig.Trusted(fingerprint, "Branch office", Optional.empty())))
                .globalRooms(rooms -> List.of("podcast"));
        RelayConfig base = RelayConfig.defaults(new InetSocketAddress("0.0.0.0", 4433), home);
        assertThat(load(active))
                .isEqualTo(new RelayConfig(
                        base.listen(),
                        base.home(),
                        base.identityFile(),
                        base.maxSessions(),
                        Optional.of(URI.create("https://auth.example.org/check")),
                        // the sample shows what the default comes to
                        base.limits().with(withSessionsPerAddress(base.limits().quotas(), 75)),
                        base.transport(),
                        new RelayConfig.Loops(OptionalInt.of(2), base.loops().spreadAbove()),
                        base.logLevel(),
                        federation,
                        List.of()));
    }

    private static RelayConfig.Quotas withSessionsPerAddress(RelayConfig.Quotas base, int sessions) {
        assertThat(base.sessionsPerAddress(100)).isEqualTo(sessions);
        return new RelayConfig.Quotas(
                OptionalInt.of(sessions),
                base.joinsPerAddress(),
                base.joinsPerIdentity(),
                base.packetsPerSecond(),
                base.bytesPerSecond(),
                base.signalsPerSecond(),
                base.rosterBytesPerSecond());
    }

    @Test
    void aFileThatIsThereIsNeverWritten() throws Exception {
        String text = "# mine\nmax_sessions = 3 # few\n";
        Files.writeString(file, text);
        load(given(file, "127.0.0.1:1"));
        assertThat(file).hasContent(text);
        assertThat(home).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void noSampleIsLeftBehindByAWrongFlag() {
        Path missing = home.resolve("new.toml");
        assertThatThrownBy(() -> load(given(missing, "nonsense\"")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--listen is \"nonsense");
        assertThat(missing).doesNotExist();
    }

    @Test
    void whereNoSampleCanBeCreatedASentenceSaysWhatToDo() throws Exception {
        Path obstacle = Files.writeString(home.resolve("obstacle"), "a file");
        assertThatThrownBy(() -> load(given(obstacle.resolve("relay.toml"), null)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(obstacle.toString())
                .hasMessageContaining("Name another file with --config");
    }

    @Test
    void aFileThatIsNoTextIsRefusedInWords() throws Exception {
        Files.write(file, "listen_addr = \"é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> load(given(null, null)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " can't be read (it is not UTF-8 text). Make it a UTF-8 text file that this user may"
                        + " read.");
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefusedInWords() throws Exception {
        Files.createDirectory(file);
        assertThatThrownBy(() -> load(given(null, null)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + " can't be read (a folder is there instead)");
    }
}
