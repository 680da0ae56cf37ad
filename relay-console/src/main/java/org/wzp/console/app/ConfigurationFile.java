package org.wzp.console.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.shell.ShellViewModel;
import org.wzp.console.text.Texts;

/** The way to the configuration file: in the desktop's editor, or by its path where nothing here opens it. */
final class ConfigurationFile {
    private ConfigurationFile() {}

    /**
     * Says what the action does.
     *
     * @param opener asked at each time
     * @param background may block
     */
    static void define(
            Actions actions,
            ConfiguredRelay relay,
            ShellViewModel shell,
            Supplier<FileOpener> opener,
            Questions questions,
            Executor background,
            Executor windowThread) {
        // which file it is, is known once a start has looked for it
        actions.define(
                ConsoleAction.OPEN_CONFIGURATION,
                shell.state().map(state -> relay.configurationFile().isPresent()),
                () -> relay.configurationFile()
                        .ifPresent(
                                file -> background.execute(() -> open(file, opener.get(), questions, windowThread))));
    }

    private static void open(Path file, FileOpener opener, Questions questions, Executor windowThread) {
        if (Files.notExists(file)) {
            windowThread.execute(() -> tell(file, "open-file.none", questions));
        } else if (!opener.open(file)) {
            windowThread.execute(() -> tell(file, "open-file.text", questions));
        }
    }

    private static void tell(Path file, String textKey, Questions questions) {
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("open-file.title"));
        Label words = new Label(Texts.of(textKey, String.valueOf(file.getFileName())));
        words.setWrapText(true);
        Label path = new Label(file.toAbsolutePath().toString());
        path.setId("file-path");
        path.setWrapText(true);
        path.getStyleClass().add("mono");
        VBox content = new VBox(words, path);
        content.getStyleClass().add("question");
        ButtonType copy = new ButtonType(Texts.of("open-file.copy"), ButtonData.OTHER);
        ButtonType close = new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(copy, close);
        ((Button) dialog.getDialogPane().lookupButton(copy)).setId("copy-path");
        Questions.fit(dialog);
        dialog.showAndWait().filter(copy::equals).ifPresent(pressed -> Clips.put(path.getText()));
    }
}
