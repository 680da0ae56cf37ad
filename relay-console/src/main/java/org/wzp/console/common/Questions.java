package org.wzp.console.common;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/** Asks before something happens that people would feel. The button says what it does and to whom. */
public final class Questions {
    private final Supplier<Window> owner;

    public Questions(Supplier<Window> owner) {
        this.owner = owner;
    }

    /** @param button names the deed and its object */
    public boolean confirmed(String title, String text, String button) {
        Dialog<ButtonType> dialog = dialog(owner.get(), title);
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("question");
        ButtonType act = new ButtonType(button, ButtonData.OK_DONE);
        dialog.getDialogPane().setContent(label);
        dialog.getDialogPane().getButtonTypes().setAll(act, cancel());
        dangerous(dialog, act, "confirm");
        return dialog.showAndWait().filter(act::equals).isPresent();
    }

    public static Dialog<ButtonType> dialog(Window owner, String title) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setGraphic(null);
        dialog.getDialogPane().getStyleClass().add("console-dialog");
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        return dialog;
    }

    public static ButtonType cancel() {
        return new ButtonType(Texts.of("cancel"), ButtonData.CANCEL_CLOSE);
    }

    /** Paints the button as the one that hurts; Enter still presses it, because the question was asked. */
    public static void dangerous(Dialog<?> dialog, ButtonType type, String id) {
        Node button = dialog.getDialogPane().lookupButton(type);
        button.setId(id);
        // names whom it meets, so it is as wide as that takes
        ButtonBar.setButtonUniformSize(button, false);
        ((Region) button).setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("danger");
    }
}
