package org.wzp.console.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.state.UiStateFile;
import org.wzp.console.text.Language;
import org.wzp.relay.config.HomeDirectory;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command line of the console; filled by picocli. */
@Command(
        name = "relay-console",
        description = "Opens the window with a relay running in it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ConsoleOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keeps identity, rules and audit log in DIR instead of this platform's place for them.")
    private @Nullable Path home;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Address and UDP port to listen on, such as 0.0.0.0:4433.")
    private @Nullable String listen;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Reads the configuration from FILE instead of relay.toml in the home directory.")
    private @Nullable Path config;

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "Keeps the identity seed in FILE instead of relay-identity in the home directory.")
    private @Nullable Path identity;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "error, warn, info, debug or trace, instead of what the configuration says.")
    private @Nullable String logLevel;

    @Option(
            names = "--rehearse",
            paramLabel = "ROOMSxPEOPLE",
            converter = RehearsalText.class,
            description =
                    "Lets synthetic callers join through real connections, such as 3x5 for three rooms of five. Works in a"
                            + " folder of its own, deleted at the end, unless --home is given.")
    private @Nullable RehearsalSize rehearse;

    @Option(
            names = "--relays",
            paramLabel = "N",
            description =
                    "Goes with --rehearse: so many relays in all, 1 to 5, linked with this one and with callers of"
                            + " their own.",
            converter = RelaysText.class)
    private int relays = 1;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description = "light, dark, or system for the desktop's own, instead of what was chosen in the window.")
    private @Nullable ThemeChoice theme;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "en or de, instead of what was chosen in the window.",
            converter = LanguageText.class)
    private @Nullable Language language;

    @Option(
            names = "--open",
            paramLabel = "FILE",
            description = "Shows an hour that a console has saved, and starts no relay.")
    private @Nullable Path open;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The same as --open FILE: what a desktop says when somebody opens such a file.")
    private @Nullable Path opened;

    @Option(
            names = "--screenshots",
            paramLabel = "DIR",
            description =
                    "Writes pictures of every view, question and failure, light and dark, large, small and with larger text,"
                            + " to DIR and ends;"
                            + " goes with --rehearse 3x5. Works in a folder of its own, deleted at the end; refuses a --home"
                            + " that a relay lives in.")
    private @Nullable Path screenshots;

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description =
                    "Writes to FILE, for measuring, how far apart the window's frames are and what the heap holds.")
    private @Nullable Path frames;

    /** How many synthetic callers in how many rooms. */
    public record RehearsalSize(int rooms, int people) {}

    static final class LanguageText implements ITypeConverter<Language> {
        @Override
        public Language convert(String text) {
            return Stream.of(Language.ENGLISH, Language.GERMAN)
                    .filter(language -> language.code().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is no language here: en or de"));
        }
    }

    static final class RelaysText implements ITypeConverter<Integer> {
        private static final int MOST = 5;

        @Override
        public Integer convert(String text) {
            if (text.length() != 1 || text.charAt(0) < '1' || text.charAt(0) > '0' + MOST) {
                throw new TypeConversionException("'" + text + "' is out of range: 1 to " + MOST + " relays in all");
            }
            return text.charAt(0) - '0';
        }
    }

    static final class RehearsalText implements ITypeConverter<RehearsalSize> {
        private static final int MOST = 1000;

        @Override
        public RehearsalSize convert(String text) {
            var matcher = Pattern.compile("(\\d{1,4})x(\\d{1,4})").matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is no size: give rooms x people, such as 3x5");
            }
            int rooms = Integer.parseInt(matcher.group(1));
            int people = Integer.parseInt(matcher.group(2));
            if (rooms < 1 || people < 1 || rooms * people > MOST) {
                throw new TypeConversionException("'" + text + "' is out of range: 1 to " + MOST + " callers in all");
            }
            return new RehearsalSize(rooms, people);
        }
    }

    /** What of this goes over the configuration file. */
    Overrides overrides() {
        return new Overrides(home, config, identity, Map.of())
                .with(Settings.LISTEN, listen)
                .with(Settings.LOG_LEVEL, logLevel);
    }

    /** The words of the command line that say which relay is meant, for a start by itself. */
    List<String> sameRelay() {
        List<String> words = new ArrayList<>();
        add(words, "--home", home);
        add(words, "--config", config);
        add(words, "--identity", identity);
        return words;
    }

    private static void add(List<String> words, String name, @Nullable Path file) {
        if (file != null) {
            words.add(name);
            words.add(file.toAbsolutePath().toString());
        }
    }

    public Optional<RehearsalSize> rehearse() {
        return Optional.ofNullable(rehearse);
    }

    /** Where the times between frames are written. */
    Optional<Path> frames() {
        return Optional.ofNullable(frames);
    }

    /** What another console has saved, to be shown instead of a relay. */
    Optional<Path> open() {
        return Optional.ofNullable(open).or(() -> Optional.ofNullable(opened));
    }

    /** Relays of a rehearsal, this window's among them. */
    int relays() {
        return relays;
    }

    /** Empty when the window looks as it was left. */
    public Optional<ThemeChoice> theme() {
        return Optional.ofNullable(theme);
    }

    /** Empty when the window speaks as it was left. */
    Optional<Language> language() {
        return Optional.ofNullable(language);
    }

    /** Where the window's look is remembered; empty for a rehearsal and for pictures, which leave nothing behind. */
    Optional<Path> memory() {
        if (rehearse != null || screenshots != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(home).or(HomeDirectory::ofThisUser).map(folder -> folder.resolve(UiStateFile.NAME));
    }

    public Optional<Path> screenshots() {
        return Optional.ofNullable(screenshots);
    }
}
