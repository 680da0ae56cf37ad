package org.wzp.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.Mnemonic;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;
import org.wzp.relay.wire.Bytes;

/** The relay's own identity in the window, over its real file and the relay that runs. */
class IdentityViewTest extends WindowCase {
    private static final Seed OTHER = Seed.of(Bytes.ofHex("07".repeat(Seed.BYTES)));

    private Path file() {
        return window.home().resolve("relay-identity");
    }

    private void open(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> robot.lookup("#identity-fingerprint").tryQueryAs(Labeled.class).stream()
                .anyMatch(label -> !label.getText().isEmpty()));
    }

    private void ask(FxRobot robot, ConsoleAction action) throws Exception {
        Platform.runLater(() -> window.run(action));
        soon(() -> robot.lookup("#confirm").tryQuery().isPresent());
    }

    private static List<String> words(FxRobot robot) {
        return robot.lookup("#seed-words .label").queryAllAs(Labeled.class).stream()
                .map(label -> label.getText().replaceFirst("^[0-9]+ +", ""))
                .toList();
    }

    private String readSeed() throws Exception {
        window.address();
        return Files.readString(file());
    }

    private String expected() throws Exception {
        return Mnemonic.of(IdentityFile.load(file()));
    }

    @Test
    void theFingerprintsAreThoseOfTheRelayThatRuns(FxRobot robot) throws Exception {
        open(robot);
        assertThat(inWindow(() -> robot.lookup("#identity-fingerprint")
                        .queryAs(Labeled.class)
                        .getText()))
                .isEqualTo(window.relay()
                        .snapshot()
                        .endpoint()
                        .identityFingerprint()
                        .orElseThrow());
        assertThat(inWindow(() ->
                        robot.lookup("#identity-tls").queryAs(Labeled.class).getText()))
                .isEqualTo(window.relay().snapshot().endpoint().tlsFingerprint().orElseThrow());
    }

    @Test
    void theWordsAreShownOnlyAfterAQuestionAndGoneWithTheView(FxRobot robot) throws Exception {
        open(robot);
        assertThat(inWindow(() -> words(robot))).isEmpty();
        ask(robot, ConsoleAction.SHOW_WORDS);
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#confirm").tryQuery().isEmpty());
        assertThat(inWindow(() -> words(robot))).isEmpty();
        ask(robot, ConsoleAction.SHOW_WORDS);
        inWindow(() -> {
            robot.lookup("#confirm").queryButton().fire();
            return true;
        });
        soon(() -> words(robot).size() == Mnemonic.WORDS);
        assertThat(String.join(" ", inWindow(() -> words(robot)))).isEqualTo(expected());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        soon(() -> words(robot).isEmpty());
    }

    @Test
    void afterAWhileTheWordsAreGoneFromTheWindowAndTheClipboard(FxRobot robot) throws Exception {
        window.address();
        CommandRunner commands = new CommandRunner(window.relay()::execute, Runnable::run, Runnable::run);
        IdentityViewModel model = new IdentityViewModel(
                window.relay().identity(),
                new RelaySwitch(window.relay(), commands, Runnable::run, Runnable::run, () -> {}),
                Runnable::run,
                Runnable::run);
        String words = expected();
        inWindow(() -> {
            IdentityCard card = new IdentityCard(
                    model, new Actions(), new Questions(window::stage, System::nanoTime), Duration.ofMillis(300));
            window.stage().setScene(new Scene(card));
            model.showWords();
            robot.lookup("#copy-words").queryButton().fire();
            assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(words);
            return true;
        });
        soon(() -> model.words().get().isEmpty()
                && !words.equals(Clipboard.getSystemClipboard().getString()));
        inWindow(() -> {
            model.showWords();
            robot.lookup("#copy-words").queryButton().fire();
            Clips.put("copied since");
            return true;
        });
        soon(() -> model.words().get().isEmpty());
        assertThat(inWindow(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("copied since");
    }

    @Test
    void theWordsOfAnotherIdentityReplaceItAfterAStopAndTheOldSeedIsKept(FxRobot robot) throws Exception {
        String before = readSeed();
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        open(robot);
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        ask(robot, ConsoleAction.RESTORE_IDENTITY);
        assertThat(inWindow(() -> robot.lookup("#confirm").queryButton().getText()))
                .isEqualTo("Replace identity (disconnects 1 person)");
        inWindow(() -> {
            robot.lookup("#restore-words").queryAs(TextArea.class).setText("abandon abandon");
            assertThat(robot.lookup("#confirm").queryButton().isDisabled()).isTrue();
            robot.lookup("#restore-words").queryAs(TextArea.class).setText(Mnemonic.of(OTHER));
            return true;
        });
        assertThat(inWindow(
                        () -> robot.lookup("#outcome").queryAs(Labeled.class).getText()))
                .contains(Identity.of(OTHER).fingerprint().text());
        inWindow(() -> {
            robot.lookup("#confirm").queryButton().fire();
            return true;
        });
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING
                && window.relay()
                        .snapshot()
                        .endpoint()
                        .identityFingerprint()
                        .equals(Optional.of(Identity.of(OTHER).fingerprint().text())));
        assertThat(Files.readString(window.home().resolve("relay-identity.old-1")))
                .isEqualTo(before);
        soon(() -> robot.lookup("#identity-fingerprint")
                .queryAs(Labeled.class)
                .getText()
                .equals(Identity.of(OTHER).fingerprint().text()));
    }

    @Test
    void aNewIdentityDisconnectsEverybodyAndWhoComesBackMeetsAnotherRelay(FxRobot robot) throws Exception {
        String before = readSeed();
        String met = window.relay().snapshot().endpoint().tlsFingerprint().orElseThrow();
        CompletableFuture<CloseInfo> ended = new CompletableFuture<>();
        Identity anna = somebody();
        window.join(anna, "Anna", "lobby", ended);
        open(robot);
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
        ask(robot, ConsoleAction.NEW_IDENTITY);
        inWindow(() -> {
            robot.lookup("#confirm").queryButton().fire();
            return true;
        });
        assertThat(ended).succeedsWithin(TestWindow.SOON);
        soon(() -> window.relay().snapshot().state() == RelayState.RUNNING
                && !window.relay().snapshot().endpoint().tlsFingerprint().equals(Optional.of(met)));
        assertThat(Files.readString(file())).isNotEqualTo(before);
        window.join(anna, "Anna", "lobby", new CompletableFuture<>());
        soon(() -> robot.lookup("#power").queryButton().getText().contains("1 person"));
    }
}
