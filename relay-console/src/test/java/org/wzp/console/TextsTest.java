package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wzp.console.text.Texts;

/** Reads the sources: every text asked for exists, every text that exists is asked for, looks live in style sheets. */
class TextsTest {
    private static final Path MAIN = Path.of("src/main");
    private static final Pattern ASKED =
            Pattern.compile("Texts\\.of\\(\\s*\"([^\"]+)\"|text=\"%([^\"]+)\"|promptText=\"%([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"%?([a-z][a-z0-9.-]*)\"");
    /** What begins with # in code is a selector, unless it has the length of a colour. */
    private static final Pattern COLOUR_IN_CODE =
            Pattern.compile("\"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\"|\"rgba?\\(|\\bColor\\.|\\bPaint\\.valueOf");

    private static final Pattern COLOUR = Pattern.compile(
            "#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(|:\\s*[^;{]*\\b(white|black|red|green|blue|gr[ae]y|yellow|orange)\\b");

    private static Stream<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(MAIN)) {
            List<Path> found = all.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .toList();
            assertThat(found).as("files to look into").isNotEmpty();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern) {
        return files(".java", ".fxml")
                .flatMap(path -> pattern.matcher(read(path)).results().map(TextsTest::firstGroup).toList().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        throw new IllegalStateException(match.group());
    }

    @Test
    void noTextIsMissing() {
        Set<String> asked = found(ASKED);
        assertThat(asked).hasSizeGreaterThan(50);
        assertThat(Texts.bundle().keySet()).containsAll(asked);
    }

    @Test
    void noTextIsObsolete() {
        Set<String> unused = new TreeSet<>(Texts.bundle().keySet());
        unused.removeAll(found(LITERAL));
        assertThat(unused).isEmpty();
    }

    @Test
    void everyTextIsThereInGermanAndNoOtherWithTheSamePlacesForValues() throws IOException {
        Properties german = properties("messages_de.properties");
        Properties english = properties("messages.properties");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames()).allSatisfy(key -> assertThat(places(german.getProperty(key)))
                .as(key)
                .isEqualTo(places(english.getProperty(key))));
    }

    /** The numbers of the values that a text has a place for. */
    private static Set<String> places(String text) {
        return Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties properties(String name) throws IOException {
        Properties all = new Properties();
        try (Reader in = Files.newBufferedReader(MAIN.resolve("resources/org/wzp/console/" + name))) {
            all.load(in);
        }
        return all;
    }

    @Test
    void coloursAreNamedInThePaletteOnly() {
        assertThat(List.of("-fx-fill: #ff0000;", "-fx-text-fill: red;", "-fx-fill: rgba(0, 0, 0, 0.5);"))
                .as("what it looks for")
                .allMatch(text -> COLOUR.matcher(text).find());
        assertThat(List.of("setFill(\"#ff0000\")", "rgb = \"rgba(0, 0, 0, 0.5)\"", "Color.RED", "Paint.valueOf(x)"))
                .as("what it looks for in code")
                .allMatch(text -> COLOUR_IN_CODE.matcher(text).find());
        assertThat(files(".css", ".fxml")
                        .filter(path -> !path.endsWith("palette.css"))
                        .filter(path -> COLOUR.matcher(read(path)).find()))
                .isEmpty();
        assertThat(files(".java")
                        .filter(path -> COLOUR_IN_CODE.matcher(read(path)).find()))
                .isEmpty();
    }

    @Test
    void noStyleIsWrittenInline() {
        assertThat(files(".java", ".fxml").filter(path -> {
                    String text = read(path);
                    return text.contains("setStyle(") || text.contains(" style=\"") || text.contains("Color.");
                }))
                .isEmpty();
    }
}
