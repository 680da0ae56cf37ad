package org.wzp.console.shell;

import atlantafx.base.controls.Notification;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.relay.CommandRunner.Report;
import org.wzp.console.shell.AlertsViewModel.Alert;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Subject;

/** Tells what became of the operator's last request, with Undo where there is one, and what needs them; one notice at a time. */
final class Notices {
    private static final Duration SHOWN = Duration.seconds(8);
    /** Nobody waits for it, so it waits for somebody. */
    private static final Duration ALERT_SHOWN = Duration.seconds(30);

    private final StackPane over;
    private final Actions actions;
    private final ObservableBooleanValue wanted;
    private final PauseTransition end = new PauseTransition(SHOWN);
    private boolean ofOwnDeed;
    private @Nullable Runnable waiting;

    /** @param wanted whether what went well is told as well */
    Notices(StackPane over, Actions actions, ObservableBooleanValue wanted) {
        this.wanted = wanted;
        this.over = over;
        this.actions = actions;
        end.setOnFinished(event -> next());
    }

    void tell(Report report) {
        if (!wanted.get() && !report.refused()) {
            return;
        }
        Notification notice = notice(
                report.text(),
                report.refused() ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignC.CHECK_CIRCLE_OUTLINE,
                report.refused() ? "warning" : "success");
        if (report.undoable()) {
            Button undo = new Button();
            actions.bind(undo, ConsoleAction.UNDO);
            undo.setId("notice-undo");
            notice.setPrimaryActions(undo);
        }
        ofOwnDeed = true;
        show(notice, SHOWN);
    }

    /** While the outcome of what the operator did is told, which may be undone there, this waits; of several the newest. */
    void tell(Alert alert, Consumer<Subject> lead) {
        Runnable telling = () -> {
            Notification notice = notice(alert.text(), MaterialDesignB.BELL_OUTLINE, "accent");
            Button show = new Button(Texts.of("notice.show"));
            show.setId("notice-show");
            show.setOnAction(event -> {
                next();
                lead.accept(alert.subject());
            });
            notice.setPrimaryActions(show);
            ofOwnDeed = false;
            show(notice, ALERT_SHOWN);
        };
        if (ofOwnDeed) {
            waiting = telling;
        } else {
            telling.run();
        }
    }

    private Notification notice(String text, Ikon icon, String style) {
        Notification notice = new Notification(Sentences.leftToRight(text), new FontIcon(icon));
        notice.setId("notice");
        notice.getStyleClass().addAll("notice", style);
        notice.setMaxSize(440, Region.USE_PREF_SIZE);
        notice.setOnClose(event -> next());
        return notice;
    }

    private void show(Notification notice, Duration time) {
        clear();
        StackPane.setAlignment(notice, Pos.BOTTOM_RIGHT);
        over.getChildren().add(notice);
        end.setDuration(time);
        end.playFromStart();
    }

    /** The notice has been seen long enough; what waited behind it is told. */
    private void next() {
        end.stop();
        clear();
        ofOwnDeed = false;
        Runnable then = waiting;
        waiting = null;
        if (then != null) {
            then.run();
        }
    }

    private void clear() {
        over.getChildren().removeIf(Notification.class::isInstance);
    }
}
