package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpeechTest {
    private static final Speech GERMAN = Speech.of(Locale.GERMANY);

    @Test
    void germanFiguresHaveACommaForDecimalsAndPointsBetweenThousands() {
        assertThat(GERMAN.whole(2_322)).isEqualTo("2.322");
        assertThat(GERMAN.decimal(5.5)).isEqualTo("5,5");
        assertThat(GERMAN.decimal(1_234.567, 2)).isEqualTo("1.234,57");
        assertThat(GERMAN.percent(0.055)).isEqualTo("5,5");
        assertThat(GERMAN.decimal(Double.NaN)).isEqualTo("–");
    }

    @Test
    void germanMomentsDurationsAndListsAreInGerman() {
        Instant noon = Instant.parse("2026-03-06T12:05:07Z");
        assertThat(GERMAN.moment(noon, ZoneId.of("Europe/Berlin"))).isEqualTo("06.03.2026, 13:05");
        assertThat(GERMAN.exact(noon, ZoneId.of("Europe/Berlin"))).isEqualTo("06.03.2026, 13:05:07");
        assertThat(GERMAN.readDay("6.3.2026"))
                .contains(noon.atZone(ZoneId.of("Europe/Berlin")).toLocalDate());
        assertThat(GERMAN.duration(Duration.ofMinutes(90))).isEqualTo("1 Stunde 30 Minuten");
        assertThat(GERMAN.duration(Duration.ofDays(1))).isEqualTo("1 Tag");
        assertThat(GERMAN.list(List.of("Anna", "Ben", "Cleo"), 2)).isEqualTo("Anna, Ben und 1 weitere");
    }

    @Test
    void aLanguageThatIsNotThereIsEnglish() {
        assertThat(Speech.of(Locale.FRENCH)).isSameAs(Speech.ENGLISH);
        assertThat(Speech.of(Locale.ROOT)).isSameAs(Speech.ENGLISH);
    }

    @Test
    void everySentenceIsThereInGermanWithTheSamePlacesForValues() throws IOException {
        Properties english = properties("sentences.properties");
        Properties german = properties("sentences_de.properties");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .filteredOn(key -> !key.startsWith("moment."))
                .allSatisfy(key -> {
                    assertThat(german.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
                    // a verb may follow a count that the English one does not need
                    assertThat(places(german.getProperty(key))).as(key).containsAll(places(english.getProperty(key)));
                });
    }

    private static Properties properties(String name) throws IOException {
        Properties all = new Properties();
        try (InputStream in = SpeechTest.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            all.load(reader);
        }
        return all;
    }

    /** The numbers of the values that a sentence has a place for. */
    private static Set<String> places(String sentence) {
        return Pattern.compile("\\{(\\d)")
                .matcher(sentence)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
