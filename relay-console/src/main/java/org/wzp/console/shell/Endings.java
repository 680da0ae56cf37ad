package org.wzp.console.shell;

import java.time.InstantSource;
import java.time.ZoneId;
import javafx.beans.value.ObservableValue;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.RelaySwitch.Then;
import org.wzp.console.shell.StopDraft.Purpose;

/** Every way in which the relay ends by its operator's hand; each asks first when somebody would be cut off. */
final class Endings {
    private final ShellViewModel model;
    private final Questions questions;
    private final InstantSource clock;
    private final ObservableValue<WhenClosed> whenClosed;
    private Runnable runOn = () -> {};

    Endings(ShellViewModel model, Questions questions, InstantSource clock, ObservableValue<WhenClosed> whenClosed) {
        this.whenClosed = whenClosed;
        this.model = model;
        this.questions = questions;
        this.clock = clock;
    }

    void startOrStop() {
        if (!model.running()) {
            model.start();
        } else if (mayNow(Purpose.STOP, Then.NOTHING)) {
            model.stop();
        }
    }

    void restart() {
        if (mayNow(Purpose.RESTART, Then.START)) {
            model.restart();
        }
    }

    /** Whether the window may close and its relay end with it; as the operator has chosen, the relay may run on instead. */
    boolean mayClose() {
        return switch (whenClosed.getValue()) {
            case ASK -> mayEnd();
            case END -> true;
            case KEEP -> {
                if (model.running()) {
                    runOn.run();
                }
                yield !model.running();
            }
        };
    }

    /** Asks when somebody would be cut off. */
    boolean mayEnd() {
        return mayNow(Purpose.CLOSE, Then.CLOSE_WINDOW);
    }

    /** @param without lets the relay run without its window */
    void runOnWith(Runnable without) {
        runOn = without;
    }

    /** Whether it shall be at once; what the operator wants later is under way then. */
    private boolean mayNow(Purpose purpose, Then then) {
        if (!model.running() || model.people().get() == 0) {
            return true;
        }
        StopDraft draft = new StopDraft(purpose, model.people(), clock, ZoneId.systemDefault());
        if (!StopDialog.confirmed(draft, questions)) {
            return false;
        }
        if (draft.when().get() == StopDraft.When.KEEP) {
            runOn.run();
            return false;
        }
        if (draft.when().get() == StopDraft.When.NOW) {
            return true;
        }
        model.drain(draft.until(), then);
        return false;
    }
}
