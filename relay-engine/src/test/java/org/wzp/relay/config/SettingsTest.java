package org.wzp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.TextPlace;
import org.wzp.relay.text.MistakeWords;

/** What is made from the table of settings: the sample, the checks, and where each value came from. */
class SettingsTest {
    /** Set it, to anything, and run this class: the sample is written anew. */
    private static final String REGENERATE = "WZP_WRITE_SAMPLE";

    private static final Path SAMPLE = Path.of("../src-assets/relay.toml");

    @TempDir
    Path home;

    static Stream<Setting<?>> all() {
        return Settings.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    <T> void everyDefaultIsInItsRangeAndComesBackFromItsText(Setting<T> setting) throws Exception {
        T initial = setting.initial();
        setting.type().check(initial);
        String written = setting.type().toml(initial);
        assertThat(written.isEmpty())
                .as("an example stands for a default that can't be written")
                .isEqualTo(setting.example().isPresent());
        if (!written.isEmpty()) {
            assertThat(setting.type().ofToml(toml(written))).isEqualTo(initial);
            assertThat(setting.type().ofText(written.replace("\"", ""))).isEqualTo(initial);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    <T> void everyExampleIsAValue(Setting<T> setting) throws Exception {
        assertThat(setting.type().ofToml(toml(setting.sampleValue())))
                .isEqualTo(setting.example().orElseGet(setting::initial));
    }

    private static JsonNode toml(String value) throws Exception {
        return new TomlMapper().readTree("x = " + value).get("x");
    }

    @Test
    void keysAndFlagsAreThereOnce() {
        Set<String> names = new HashSet<>();
        all().forEach(setting -> {
            assertThat(names.add(setting.key())).as(setting.key()).isTrue();
            setting.flag()
                    .ifPresent(flag ->
                            assertThat(names.add(flag.name())).as(flag.name()).isTrue());
        });
        LaterSetting.all().forEach(later -> Stream.concat(later.key().stream(), later.flag().stream())
                .forEach(name -> assertThat(names.add(name)).as(name).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void helpIsOneSentence(Setting<?> setting) {
        assertThat(setting.description().help()).matches("[A-Z][^.]*\\.");
        assertThat(setting.description().details()).matches("|.*\\.");
        assertThat(setting.helpLines())
                .hasSize(2)
                .first()
                .isEqualTo(setting.description().help());
        assertThat(setting.helpLines().getLast()).contains(setting.type().range());
    }

    @Test
    void theSampleInTheRepositoryIsTheOneThatIsMadeFromTheTable() throws Exception {
        if (System.getenv(REGENERATE) != null) {
            Files.writeString(SAMPLE, SampleFile.text());
        }
        assertThat(Files.readString(SAMPLE))
                .as("if the table is right, write the sample with " + REGENERATE + "=1 installers/maven -pl"
                        + " relay-engine test -Dtest=SettingsTest")
                .isEqualTo(SampleFile.text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSampleHasEachKeyOnceWithItsHelpAndRange(Setting<?> setting) {
        String sample = SampleFile.text();
        assertThat(sample.lines().filter(line -> line.matches("(# )?" + setting.key() + " = .*")))
                .hasSize(1);
        assertThat(sample.replace("\n# ", " "))
                .contains(setting.description().help())
                .contains(setting.type().range());
        assertThat(sample.lines()).allMatch(line -> line.length() <= 120);
    }

    static Stream<Arguments> numbers() {
        return all().flatMap(setting -> number(setting).stream()
                .flatMap(number -> Stream.of(
                        Arguments.of(setting.key(), number.least() - 1L, number),
                        Arguments.of(setting.key(), number.most() + 1L, number))));
    }

    private static Optional<WholeNumber> number(Setting<?> setting) {
        return switch (setting.type()) {
            case WholeNumber number -> Optional.of(number);
            case Span span -> Optional.of(span.number());
            case NumberOrNone some -> Optional.of(some.set());
            default -> Optional.empty();
        };
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberOutOfRangeIsRefusedWithItsLineAndTheRange(String key, long value, WholeNumber range) throws Exception {
        Path file = Files.writeString(home.resolve("relay.toml"), "# mine\n\n  " + key + " = " + value + "\n");
        assertThatThrownBy(() -> ConfigLoader.load(Overrides.NONE.in(home)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ", line 3, column 3: " + key + " must be a whole number from " + range.least()
                        + " to " + range.most() + ".");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theEndsOfARangeAreInIt(String key, long beyond, WholeNumber range) throws Exception {
        long end = beyond < range.least() ? range.least() : range.most();
        Files.writeString(home.resolve("relay.toml"), key + " = " + end + "\n");
        LoadedConfig loaded = ConfigLoader.load(Overrides.NONE.in(home));
        assertThat(loaded.settings())
                .filteredOn(configured -> configured.setting().key().equals(key))
                .extracting(Configured::origin)
                .containsExactly(new Origin.File(home.resolve("relay.toml"), Optional.of(new TextPlace(1, 1))));
        ConfigCheck.check(loaded.relay());
    }

    @Test
    void aProgramsOwnConfigurationIsCheckedByTheSameTable() {
        RelayConfig base = Settings.DEFAULTS;
        RelayConfig.Limits limits = base.limits();
        RelayConfig.Limits hasty = new RelayConfig.Limits(
                limits.handshakesInFlight(),
                limits.handshakesPerPrefix(),
                limits.firstFrame(),
                Duration.ZERO,
                limits.signalBytesBeforeLogin(),
                limits.signalBytes(),
                limits.mediaOutbox(),
                limits.mediaMaxAge(),
                limits.stopGrace(),
                limits.quotas());
        assertThatExceptionOfType(RelayStartException.class)
                .isThrownBy(() -> ConfigCheck.check(base.with(hasty)))
                .withMessage("login_seconds is 0 s, but must be longer than nothing and 3600 seconds at most."
                        + " Correct it in the configuration.");
    }

    @Test
    void whatNobodySaysIsTheDefault() throws Exception {
        LoadedConfig loaded = ConfigLoader.load(Overrides.NONE.in(home));
        assertThat(loaded.settings()).extracting(Configured::setting).isEqualTo(Settings.all());
        assertThat(loaded.settings()).allMatch(configured -> configured.origin().equals(new Origin.Default()));
        assertThat(loaded.settings()).allMatch(Configured::isDefault);
        assertThat(loaded.differences()).isEmpty();
    }

    @Test
    void theLineOfTheFileAndTheFlagAreTold() throws Exception {
        Path file = Files.writeString(home.resolve("relay.toml"), """
                # ours
                max_sessions = 100
                  stop_seconds = 9
                log_level = "warn"
                """);
        LoadedConfig loaded = ConfigLoader.load(
                Overrides.NONE.in(home).with(Settings.LOG_LEVEL, "Debug").with(Settings.MAX_SESSIONS, null));
        assertThat(loaded.settings())
                .contains(
                        new Configured<>(
                                Settings.MAX_SESSIONS, 100, new Origin.File(file, Optional.of(new TextPlace(2, 1)))),
                        new Configured<>(
                                Settings.STOP,
                                Duration.ofSeconds(9),
                                new Origin.File(file, Optional.of(new TextPlace(3, 3)))),
                        new Configured<>(Settings.LOG_LEVEL, "debug", new Origin.CommandLine("--log-level")));
        assertThat(loaded.differences())
                .contains("Settings that differ from the defaults: log_level = \"debug\" (from --log-level),"
                        + " stop_seconds = 9 s (from " + file + ":3)");
    }

    @Test
    void whatTheWindowHasSetStandsOverTheFileAndUnderTheFlags() throws Exception {
        Files.writeString(home.resolve("relay.toml"), "max_sessions = 5\nstop_seconds = 5\nlogin_seconds = 5\n");
        Files.writeString(home.resolve("console.toml"), """
                format = 1

                [[rooms]]
                name = "board"
                policy = "closed"

                [settings]
                stop_seconds = 6
                max_sessions = 6
                """);
        LoadedConfig loaded = ConfigLoader.load(Overrides.NONE.in(home).with(Settings.MAX_SESSIONS, "7"));
        assertThat(loaded.settings())
                .contains(
                        new Configured<>(Settings.MAX_SESSIONS, 7, new Origin.CommandLine("--max-sessions")),
                        new Configured<>(Settings.STOP, Duration.ofSeconds(6), new Origin.Console()),
                        new Configured<>(
                                Settings.LOGIN,
                                Duration.ofSeconds(5),
                                new Origin.File(home.resolve("relay.toml"), Optional.of(new TextPlace(3, 1)))));
        assertThat(loaded.relay().limits().stopGrace()).isEqualTo(Duration.ofSeconds(6));
        assertThat(loaded.relay().warnings()).isEmpty();
        assertThat(loaded.differences().orElseThrow()).contains("stop_seconds = 6 s (from console)");
    }

    @Test
    void whatTheWindowCannotHaveSetIsRefusedOrNamedWithItsLine() throws Exception {
        Path file = Files.writeString(home.resolve("console.toml"), "format = 1\n[settings]\nmax_sesions = 6\n");
        assertThat(ConfigLoader.load(Overrides.NONE.in(home)).relay().warnings())
                .extracting(MistakeWords::english)
                .containsExactly(file + ", line 3, column 1: max_sesions is no key of this relay and has no effect. Did"
                        + " you mean max_sessions?");
        Files.writeString(file, "format = 1\n[settings]\n\nmax_sessions = 0\n");
        assertThatThrownBy(() -> ConfigLoader.load(Overrides.NONE.in(home)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ", line 4, column 1: max_sessions must be a whole number from 1 to 1000000.");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> ConfigLoader.load(Overrides.NONE.in(home)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " can't be read (it is not UTF-8 text). Save it as UTF-8 text, then start again.");
        Files.writeString(home.resolve("console.toml.bak"), "format = 1\n");
        assertThatThrownBy(() -> ConfigLoader.load(Overrides.NONE.in(home)))
                .hasMessageEndingWith(", or put the last good one, " + file + ".bak, in its place.");
    }

    @Test
    void noPasswordOfAnAddressReachesTheLog() {
        Optional<URI> secret = Optional.of(URI.create("https://me:secret@auth.example.org:8443/check?token=secret"));
        assertThat(Settings.AUTH_URL.type().shown(secret)).isEqualTo("\"https://auth.example.org:8443/check?...\"");
    }

    @Test
    void aFlagIsForSettingsThatHaveOne() {
        assertThatThrownBy(() -> Overrides.NONE.with(Settings.MEDIA_BYTES, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("media_bytes_per_second");
    }

    @Test
    void aLaterKeyIsNeitherOfferedNorMistakenForAnother() {
        List<String> offered = all().map(Setting::key).toList();
        assertThat(LaterSetting.keys()).doesNotContainAnyElementsOf(offered).contains("probe_targets", "metrics_port");
    }
}
