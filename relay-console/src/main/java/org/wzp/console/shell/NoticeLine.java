package org.wzp.console.shell;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;

/** One thing that is told in passing, in a line: what happened, what can be done about it, and a way to have read it. */
final class NoticeLine extends HBox {
    /** What it is, told by its mark and its colour. */
    enum Kind {
        DONE(MaterialDesignC.CHECK_CIRCLE_OUTLINE),
        REFUSED(MaterialDesignA.ALERT_OUTLINE),
        ALERT(MaterialDesignB.BELL_OUTLINE);

        private final Ikon icon;

        Kind(Ikon icon) {
            this.icon = icon;
        }
    }

    /**
     * @param doing what can be done about it; nothing if null
     * @param read runs when the operator closes it
     */
    NoticeLine(String text, Kind kind, @Nullable Button doing, Runnable read) {
        setId("notice");
        getStyleClass().addAll("notice", "notice-" + kind.name().toLowerCase(Locale.ROOT));
        setAlignment(Pos.CENTER_LEFT);
        Label message = new Label(Sentences.leftToRight(text), new FontIcon(kind.icon));
        message.setId("notice-text");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        getChildren().add(message);
        if (doing != null) {
            doing.getStyleClass().add("small");
            doing.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().add(doing);
        }
        Button close = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        close.setId("notice-close");
        close.getStyleClass().addAll("button-icon", "flat", "small", "copy-button");
        close.setTooltip(new Tooltip(Texts.of("close")));
        close.setAccessibleText(Texts.of("close"));
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(event -> read.run());
        getChildren().add(close);
    }
}
