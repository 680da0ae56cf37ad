package org.wzp.console.shell;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.relay.CommandRunner.Report;
import org.wzp.console.shell.AlertsViewModel.Alert;
import org.wzp.console.shell.NoticeLine.Kind;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Subject;

/** Tells what became of the operator's last request, with Undo where there is one, and what needs them; one notice at a time. */
final class Notices {
    private static final Duration SHOWN = Duration.seconds(8);
    /** Nobody waits for it, so it waits for somebody. */
    private static final Duration ALERT_SHOWN = Duration.seconds(30);

    private final StackPane place;
    private final Node usual;
    private final Actions actions;
    private final ObservableBooleanValue wanted;
    private final PauseTransition end = new PauseTransition(SHOWN);
    private boolean ofOwnDeed;
    private @Nullable Runnable waiting;

    /**
     * @param place in the status bar, where they cover nothing of what they are about
     * @param usual what stands there otherwise
     * @param wanted whether what went well is told as well
     */
    Notices(StackPane place, Node usual, Actions actions, ObservableBooleanValue wanted) {
        this.wanted = wanted;
        this.place = place;
        this.usual = usual;
        this.actions = actions;
        end.setOnFinished(event -> next());
    }

    void tell(Report report) {
        if (!wanted.get() && !report.refused()) {
            return;
        }
        Button undo = null;
        if (report.undoable()) {
            undo = new Button();
            actions.bind(undo, ConsoleAction.UNDO);
            undo.setId("notice-undo");
        }
        NoticeLine notice =
                new NoticeLine(report.text(), report.refused() ? Kind.REFUSED : Kind.DONE, undo, this::next);
        ofOwnDeed = true;
        show(notice, SHOWN);
    }

    /** While the outcome of what the operator did is told, which may be undone there, this waits; of several the newest. */
    void tell(Alert alert, Consumer<Subject> lead) {
        Runnable telling = () -> {
            Button show = new Button(Texts.of("notice.show"));
            show.setId("notice-show");
            show.setOnAction(event -> {
                next();
                lead.accept(alert.subject());
            });
            NoticeLine notice = new NoticeLine(alert.text(), Kind.ALERT, show, this::next);
            ofOwnDeed = false;
            show(notice, ALERT_SHOWN);
        };
        if (ofOwnDeed) {
            waiting = telling;
        } else {
            telling.run();
        }
    }

    private void show(NoticeLine notice, Duration time) {
        clear();
        place.getChildren().add(notice);
        usual.setVisible(false);
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
        place.getChildren().removeIf(NoticeLine.class::isInstance);
        usual.setVisible(true);
    }
}
