package org.wzp.console.shell;

import atlantafx.base.controls.Notification;
import java.time.Duration;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.common.Actions;
import org.wzp.console.common.ConsoleAction;
import org.wzp.console.common.Figures;
import org.wzp.console.common.OperatorDesk.Report;

/** Tells what became of the operator's last request, with Undo where there is one; one notice at a time. */
final class Notices {
    private static final Duration SHOWN = Duration.ofSeconds(8);

    private final StackPane over;
    private final Actions actions;
    private final PauseTransition end = new PauseTransition(javafx.util.Duration.millis(SHOWN.toMillis()));

    Notices(StackPane over, Actions actions) {
        this.over = over;
        this.actions = actions;
        end.setOnFinished(event -> clear());
    }

    void tell(Report report) {
        clear();
        Notification notice = new Notification(
                Figures.sentence(report.text()),
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
