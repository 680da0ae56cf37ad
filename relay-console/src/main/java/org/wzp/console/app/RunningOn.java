package org.wzp.console.app;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.stage.Stage;
import org.wzp.console.action.Questions;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.ShellView;
import org.wzp.console.shell.Tray;
import org.wzp.console.text.Privacy;
import org.wzp.console.text.Texts;

/**
 * Lets the relay run on without its window: in the tray where there is one, else the window is minimised after that was said.
 * JavaFX thread only; the tray is asked in the background.
 */
final class RunningOn {
    private final Stage stage;
    private final ShellView shell;
    private final Questions questions;
    private final Supplier<Tray> tray;
    private final BooleanSupplier hidden;
    private final Executor background;
    private boolean knowsThereIsNone;
    private boolean away;
    /** Whether the program ends with its last window, as it does unless somebody has said otherwise. */
    private boolean endsWithWindow = true;

    /** @param hidden whether addresses and fingerprints are hidden in the window */
    RunningOn(
            Stage stage,
            ShellView shell,
            Questions questions,
            Supplier<Tray> tray,
            BooleanSupplier hidden,
            Executor background) {
        this.stage = stage;
        this.shell = shell;
        this.questions = questions;
        this.tray = tray;
        this.hidden = hidden;
        this.background = background;
    }

    /** The window goes, the relay stays. */
    void withoutWindow() {
        Tray.Entry entry = new Tray.Entry(() -> Platform.runLater(this::back), () -> Platform.runLater(this::quit));
        background.execute(() -> {
            boolean entered = tray.get().enter(entry);
            Platform.runLater(() -> {
                if (entered) {
                    endsWithWindow = Platform.isImplicitExit();
                    Platform.setImplicitExit(false);
                    ConsoleWindow.away(stage, true);
                    away = true;
                    stage.hide();
                } else {
                    minimise();
                }
            });
        });
    }

    /**
     * Tells beside the icon in the tray what needs the operator while the window is away: to everybody who sees the screen, so no
     * addresses and fingerprints where they are hidden.
     */
    void tell(String text) {
        if (away && !(hidden.getAsBoolean() && Privacy.tells(text))) {
            background.execute(() -> tray.get().say(text));
        }
    }

    private void minimise() {
        knowsThereIsNone = knowsThereIsNone
                || questions.confirmed(
                        Texts.of("no-tray.title"),
                        new SimpleStringProperty(Texts.of("no-tray.text")),
                        new SimpleStringProperty(Texts.of("no-tray.button")));
        if (knowsThereIsNone) {
            stage.setIconified(true);
        }
    }

    /** The window comes back, from wherever it is. */
    void back() {
        stage.setIconified(false);
        stage.show();
        if (away) {
            away = false;
            ConsoleWindow.away(stage, false);
            Platform.setImplicitExit(endsWithWindow);
        }
        stage.toFront();
        stage.requestFocus();
        background.execute(() -> tray.get().leave());
    }

    private void quit() {
        back();
        if (shell.mayEnd()) {
            stage.hide();
        }
    }

    /** Ends the window for good, also one that is in the tray: only a window that is shown can be closed. */
    void end() {
        if (!stage.isShowing()) {
            back();
        }
        stage.hide();
    }
}
