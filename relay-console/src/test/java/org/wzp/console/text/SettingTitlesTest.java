package org.wzp.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wzp.relay.config.Setting;
import org.wzp.relay.config.Settings;

class SettingTitlesTest {
    @AfterEach
    void speakEnglish() {
        Texts.speak(Language.ENGLISH);
    }

    private static List<String> titles(Language language) {
        Texts.speak(language);
        return keys().stream().map(SettingTitles::of).toList();
    }

    private static List<String> keys() {
        return Settings.all().stream().map(Setting::key).toList();
    }

    @Test
    void eachSettingHasATitleOfItsOwnInBothLanguages() {
        List<String> english = titles(Language.ENGLISH);
        List<String> german = titles(Language.GERMAN);
        assertThat(english).doesNotHaveDuplicates().noneMatch(title -> title.contains("_"));
        assertThat(german).doesNotHaveDuplicates().noneMatch(title -> title.contains("_"));
        assertThat(english.getFirst()).isEqualTo("Address and port");
        assertThat(german.getFirst()).isEqualTo("Adresse und Port");
    }

    @Test
    void noTitleIsOfASettingThatIsNoMore() {
        assertThat(keys())
                .containsAll(ResourceBundle.getBundle("org.wzp.console.setting-titles")
                        .keySet());
    }

    @Test
    void whatHasNoTitleIsCalledByItsKey() {
        assertThat(SettingTitles.of("no_such_key")).isEqualTo("no_such_key");
    }
}
