package org.wzp.console.settings;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.wzp.console.text.Texts;

/** Whether the console starts when its operator logs in. What the disk says is what is shown. JavaFX thread only. */
public final class LoginStartViewModel {
    private final Supplier<Boolean> there;
    private final Function<Boolean, Optional<String>> write;
    private final Executor background;
    private final Executor windowThread;
    private final BooleanProperty on = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean showing;

    /**
     * @param there whether it does so now; may block
     * @param write makes it so, or not so, and says what keeps it from that; may block
     */
    public LoginStartViewModel(
            Supplier<Boolean> there,
            Function<Boolean, Optional<String>> write,
            Executor background,
            Executor windowThread) {
        this.there = there;
        this.write = write;
        this.background = background;
        this.windowThread = windowThread;
        on.subscribe(now -> {
            if (!showing) {
                background.execute(() -> change(now));
            }
        });
        refresh();
    }

    private void change(boolean wanted) {
        Optional<String> why = write.apply(wanted);
        windowThread.execute(() -> {
            problem.set(why.map(what -> Texts.of("running.login-problem", what)).orElse(""));
            refresh();
        });
    }

    private void refresh() {
        background.execute(() -> {
            boolean now = there.get();
            windowThread.execute(() -> {
                showing = true;
                on.set(now);
                showing = false;
            });
        });
    }

    /** What is set here is written. */
    BooleanProperty on() {
        return on;
    }

    /** Why it could not be changed; empty when it could. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }
}
