package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.console.Snapshots;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;

/** Why a saved hour can't be opened is said in the window's language, whoever says it. */
class HourFileTroubleTest {
    @TempDir
    Path home;

    private final TimeMachineViewModel model = new TimeMachineViewModel(
            new Timeline(() -> Snapshots.running(1, Snapshots.NOON)),
            () -> {},
            Runnable::run,
            Runnable::run,
            ZoneOffset.UTC);

    @BeforeEach
    void inGerman() {
        Texts.speak(Language.GERMAN);
    }

    @AfterEach
    void inEnglish() {
        Texts.speak(Language.ENGLISH);
    }

    @Test
    void whatTheSystemSaysOfIt() {
        model.open(home.resolve("hour.wzp-hour"));
        assertThat(model.message().get())
                .isEqualTo(
                        "hour.wzp-hour lässt sich nicht öffnen: es gibt keine solche Datei und keinen solchen Ordner.");
    }

    @Test
    void whatIsInIt() throws Exception {
        Path file = Files.writeString(home.resolve("hour.wzp-hour"), "hello");
        model.open(file);
        assertThat(model.message().get()).startsWith("hour.wzp-hour lässt sich nicht öffnen. ");
    }
}
