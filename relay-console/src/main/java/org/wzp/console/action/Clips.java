package org.wzp.console.action;

import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.text.Texts;

/** The clipboard, and the small button that fills it. */
public final class Clips {
    private Clips() {}

    public static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** @param what names the thing copied, for the hint and for screen readers */
    public static Button button(String what, Supplier<String> text) {
        Button button = new Button(null, new FontIcon(MaterialDesignC.CONTENT_COPY));
        button.getStyleClass().addAll("button-icon", "flat", "small", "copy-button");
        String hint = Texts.of("copy.hint", what);
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleText(hint);
        button.setOnAction(event -> put(text.get()));
        return button;
    }
}
