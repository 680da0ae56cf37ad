package org.wzp.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wzp.console.overview.CounterWords;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.config.Setting;
import org.wzp.relay.config.Settings;

/** What the engine says in English alone is all there in German, with the same figures. */
class EngineWordsTest {
    private static final Pattern FIGURE = Pattern.compile("\\d+");

    @BeforeEach
    void speakGerman() {
        Texts.speak(Language.GERMAN);
    }

    @AfterEach
    void speakEnglish() {
        Texts.speak(Language.ENGLISH);
    }

    private static List<String> figures(String text) {
        // thousands are 1,000 in English and 1.000 in German
        return FIGURE.matcher(text.replaceAll("(?<=\\d)[.,](?=\\d{3})", ""))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static void assertSaysTheSame(String key, String english, String german) {
        assertThat(german).as(key).isNotEqualTo(english);
        assertThat(figures(german)).as(key).isEqualTo(figures(english));
    }

    @Test
    void everySettingIsExplainedInGerman() {
        assertThat(Settings.all()).hasSizeGreaterThan(20).allSatisfy(setting -> {
            String key = setting.key();
            assertSaysTheSame(
                    key, setting.description().help(), EngineWords.help(key).orElse(""));
            assertThat(EngineWords.details(key).isEmpty())
                    .as(key)
                    .isEqualTo(setting.description().details().isEmpty());
            EngineWords.details(key)
                    .ifPresent(german ->
                            assertSaysTheSame(key, setting.description().details(), german));
        });
    }

    @Test
    void whatASettingMayBeIsTheSameInBothLanguages() {
        assertThat(Settings.all()).allSatisfy(setting -> {
            String german = EngineWords.range(setting.key()).orElse("");
            assertThat(german).as(setting.key()).isNotEmpty();
            if (!setting.rangeInWords().isEmpty()) {
                assertSaysTheSame(setting.key(), setting.rangeInWords(), german);
            }
        });
    }

    @Test
    void everyUnitIsSaidInGerman() {
        assertThat(Settings.all().stream().map(setting -> setting.type().unit()).filter(unit -> !unit.isEmpty()))
                .hasSizeGreaterThan(15)
                .allSatisfy(unit -> assertThat(EngineWords.unit(unit)).as(unit).isNotEmpty());
    }

    @Test
    void everyGroupOfSettingsHasAGermanTitle() {
        assertThat(Settings.groups()).allSatisfy(group -> {
            Setting<?> first = group.settings().getFirst();
            assertThat(EngineWords.group(first.key())).as(group.title()).isNotEmpty();
        });
    }

    @Test
    void everyCounterIsSaidInGerman() {
        ResourceBundle english = ResourceBundle.getBundle("org.wzp.console.counters");
        assertThat(english.keySet())
                .filteredOn(key -> !english.getString(key).isEmpty())
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> {
                    String german = EngineWords.counter(key).orElse("");
                    assertThat(german).as(key).isNotEmpty();
                    assertThat(CounterWords.of(key)).contains(german);
                });
    }

    @Test
    void whyPeopleLeftIsSaidInGerman() {
        assertThat(LeaveReason.values())
                .filteredOn(reason -> !reason.words().isEmpty())
                .allSatisfy(reason -> assertThat(EngineWords.left(reason)).isNotEqualTo(reason.words()));
    }

    @Test
    void nothingIsInGermanThatTheEngineDoesNotSay() {
        Set<String> known = new TreeSet<>();
        Settings.all().forEach(setting -> List.of("help", "details", "range")
                .forEach(part -> known.add("setting." + setting.key() + "." + part)));
        Stream.of(LeaveReason.values()).forEach(reason -> known.add("left." + reason.key()));
        Settings.all().forEach(setting -> known.add("unit." + setting.type().unit()));
        Settings.groups()
                .forEach(group ->
                        known.add("group." + group.settings().getFirst().key()));
        ResourceBundle.getBundle("org.wzp.console.counters").keySet().forEach(key -> known.add("counter." + key));
        Enumeration<String> there = ResourceBundle.getBundle("org.wzp.console.engine", Language.GERMAN.locale())
                .getKeys();
        assertThat(known).containsAll(Collections.list(there));
    }

    @Test
    void inEnglishTheEngineSpeaksForItself() {
        Texts.speak(Language.ENGLISH);
        assertThat(EngineWords.help("loops")).isEmpty();
        assertThat(EngineWords.counter("refused.banned")).isEmpty();
        assertThat(EngineWords.left(LeaveReason.LEFT)).isEmpty();
        assertThat(EngineWords.left(LeaveReason.KICKED)).isEqualTo("removed by the operator");
    }
}
