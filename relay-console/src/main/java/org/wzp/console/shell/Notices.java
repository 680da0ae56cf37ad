package org.wzp.console.shell;

import atlantafx.base.controls.Notification;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.relay.CommandRunner.Report;
import org.wzp.console.text.Sentences;

/** Tells what became of the operator's last request, with Undo where there is one; one notice at a time. */
final class Notices {
    private static final Duration SHOWN = Duration.seconds(8);

    private final StackPane over;
    private final Actions actions;
    private final ObservableBooleanValue wanted;
    private final PauseTransition end = new PauseTransition(SHOWN);

    /** @param wanted whether what went well is told as well */
    Notices(StackPane over, Actions actions, ObservableBooleanValue wanted) {
        this.wanted = wanted;
        this.over = over;
        this.actions = actions;
        end.setOnFinished(event -> clear());
    }

    void tell(Report report) {
        if (!wanted.get() && !report.refused()) {
            return;
        }
        clear();
        Notification notice = new Notification(
                Sentences.leftToRight(report.text()),
                new FontIcon(report.refused() ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignC.CHECK_CIRCLE_OUTLINE));
        notice.setId("notice");
        notice.getStyleClass().addAll("notice", report.refused() ? "warning" : "success");
        notice.setMaxSize(440, Region.USE_PREF_SIZE);
        notice.setOnClose(event -> clear());
        if (report.undoable()) {
            Button undo = new Button();
            actions.bind(undo, ConsoleAction.UNDO);
            undo.setId("notice-undo");
            notice.setPrimaryActions(undo);
        }
        StackPane.setAlignment(notice, Pos.BOTTOM_RIGHT);
        over.getChildren().add(notice);
        end.playFromStart();
    }

    private void clear() {
        over.getChildren().removeIf(Notification.class::isInstance);
    }
}
