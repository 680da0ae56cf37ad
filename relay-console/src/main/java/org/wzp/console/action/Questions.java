package org.wzp.console.action;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.wzp.console.text.Texts;

/**
 * Asks before something happens that people would feel. The button says what it does and to whom.
 *
 * <p>What is typed before a question has been read must not answer it: the button that hurts never has the first focus, is not
 * what Enter presses, and does nothing in its first half second, so that neither a key meant for the window below nor a second
 * click reaches it. A key that is held down stays without effect for as long as it is held.
 */
public final class Questions {
    /** Longer than a double click and than keys typed in one go; shorter than anybody reads a question. */
    public static final Duration READING_TIME = Duration.ofMillis(500);

    /** Left free of the screen's height: a window's frame, and a little of what is below. */
    private static final double FRAME = 60;

    /**
     * The button that carries out what a question is about.
     *
     * @param id of the button, for tests
     * @param first what has the focus when the question opens; never that button
     * @param hurts whether somebody loses something by it: then it is red
     */
    public record Dangerous(ButtonType button, String id, Node first, boolean hurts) {
        public Dangerous(ButtonType button, String id, Node first) {
            this(button, id, first, true);
        }

        /** One that takes nothing from anybody. */
        public static Dangerous harmless(ButtonType button, String id, Node first) {
            return new Dangerous(button, id, first, false);
        }
    }

    private final Supplier<Window> owner;
    private final LongSupplier nanos;

    /** @param nanos monotonic clock, ns, such as {@code System::nanoTime} */
    public Questions(Supplier<Window> owner, LongSupplier nanos) {
        this.owner = owner;
        this.nanos = nanos;
    }

    /**
     * Both texts may change while the question waits, as numbers in them do.
     *
     * @param button names the deed and its object
     */
    public boolean confirmed(String title, ObservableValue<String> text, ObservableValue<String> button) {
        return confirmed(title, text, button, List.of());
    }

    /** @param choices below the text */
    public boolean confirmed(
            String title, ObservableValue<String> text, ObservableValue<String> button, List<CheckBox> choices) {
        Dialog<ButtonType> dialog = dialog(title);
        Label words = new Label();
        words.textProperty().bind(text);
        words.setWrapText(true);
        VBox content = new VBox(words);
        content.getStyleClass().add("question");
        content.getChildren().addAll(choices);
        ButtonType act = new ButtonType(button.getValue(), ButtonData.OK_DONE);
        ButtonType cancel = cancel();
        DialogPane pane = dialog.getDialogPane();
        pane.setContent(content);
        pane.getButtonTypes().setAll(act, cancel);
        ((Button) pane.lookupButton(act)).textProperty().bind(button);
        return confirmed(dialog, new Dangerous(act, "confirm", pane.lookupButton(cancel)));
    }

    /** Shows a question whose content and buttons are set. Returns whether the operator pressed the button that hurts. */
    public boolean confirmed(Dialog<ButtonType> dialog, Dangerous dangerous) {
        guard(dialog.getDialogPane(), dangerous);
        fit(dialog);
        return dialog.showAndWait().filter(dangerous.button()::equals).isPresent();
    }

    public Dialog<ButtonType> dialog(String title) {
        Window window = owner.get();
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(window);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setGraphic(null);
        // GTK gives the first window that can't be resized its least height instead of the one it asks for
        dialog.setResizable(true);
        dialog.getDialogPane().getStyleClass().add("console-dialog");
        dialog.getDialogPane().getStylesheets().setAll(window.getScene().getStylesheets());
        return dialog;
    }

    public static ButtonType cancel() {
        return new ButtonType(Texts.of("cancel"), ButtonData.CANCEL_CLOSE);
    }

    /** While this is false, the button can't be pressed. Call once the dialog has its buttons. */
    public static void possible(Dialog<?> dialog, ButtonType type, ObservableValue<Boolean> possible) {
        Node button = dialog.getDialogPane().lookupButton(type);
        // a binding that nobody holds is forgotten; the button holds this one for as long as the question is open
        button.disableProperty().bind(possible.map(value -> !value));
    }

    private void guard(DialogPane pane, Dangerous dangerous) {
        Button button = (Button) pane.lookupButton(dangerous.button());
        button.setId(dangerous.id());
        button.setDefaultButton(false);
        // names whom it meets, so it is as wide as that takes
        ButtonBar.setButtonUniformSize(button, false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add(dangerous.hurts() ? "danger" : "accent");
        if (dangerous.first() instanceof TextField field) {
            // whoever has typed an answer to the end means it
            field.setOnAction(event -> button.fire());
        }
        long[] readableSince = {nanos.getAsLong()};
        button.addEventFilter(ActionEvent.ACTION, event -> {
            if (nanos.getAsLong() - readableSince[0] < READING_TIME.toNanos()) {
                readableSince[0] = nanos.getAsLong();
                event.consume();
            }
        });
        pane.getScene().getWindow().addEventHandler(WindowEvent.WINDOW_SHOWN, event -> {
            readableSince[0] = nanos.getAsLong();
            dangerous.first().requestFocus();
        });
    }

    /**
     * Keeps a dialog within the screen: what is too high for it scrolls, the buttons stay in sight. While the screen has room the
     * dialog grows with what it says, so that nothing of it is hidden. Call once all is set.
     */
    public static void fit(Dialog<?> dialog) {
        DialogPane pane = dialog.getDialogPane();
        Region content = (Region) pane.getContent();
        pane.setContent(new FittingScroll(content));
        Window window = pane.getScene().getWindow();
        window.addEventHandler(WindowEvent.WINDOW_SHOWING, event -> {
            pane.applyCss();
            double room = screen(dialog.getOwner()).getHeight() - FRAME;
            if (pane.prefHeight(pane.prefWidth(-1)) > room) {
                pane.setPrefHeight(room);
            }
        });
        window.addEventHandler(WindowEvent.WINDOW_SHOWN, event -> {
            place(window, screen(dialog.getOwner()));
            // later, because the height is that of a layout which is still under way
            content.heightProperty().subscribe(() -> Platform.runLater(() -> grow(window, pane, dialog.getOwner())));
        });
    }

    private static void grow(Window window, DialogPane pane, Window owner) {
        if (pane.getScene() == null) {
            // it was answered before this turn came
            return;
        }
        // not the pane's own height, which is never less than its least one
        double missing = pane.prefHeight(pane.getWidth()) - pane.getScene().getHeight();
        if (window.isShowing() && missing > 0) {
            Rectangle2D screen = screen(owner);
            window.setHeight(Math.min(window.getHeight() + missing, Math.max(window.getHeight(), screen.getHeight())));
            place(window, screen);
        }
    }

    private static void place(Window window, Rectangle2D screen) {
        window.setX(within(window.getX(), window.getWidth(), screen.getMinX(), screen.getMaxX()));
        window.setY(within(window.getY(), window.getHeight(), screen.getMinY(), screen.getMaxY()));
    }

    private static double within(double start, double length, double least, double most) {
        return Math.max(least, Math.min(start, most - length));
    }

    private static Rectangle2D screen(Window owner) {
        return Screen.getScreensForRectangle(owner.getX(), owner.getY(), owner.getWidth(), owner.getHeight()).stream()
                .findFirst()
                .orElseGet(Screen::getPrimary)
                .getVisualBounds();
    }
}
