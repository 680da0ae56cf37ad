package org.wzp.console.relay;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelayStartException;

/** Starts and stops the relay without the window ever waiting for it. Properties change on the window's thread. */
public final class RelaySwitch {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySwitch.class);

    private final RelayEngine engine;
    private final Executor background;
    private final Executor windowThread;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<String>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());

    public RelaySwitch(RelayEngine engine, Executor background, Executor windowThread) {
        this.engine = engine;
        this.background = background;
        this.windowThread = windowThread;
    }

    /** True from the wish to start or stop until it is done. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last start failed, for the operator. */
    public ReadOnlyObjectProperty<Optional<String>> failure() {
        return failure.getReadOnlyProperty();
    }

    public void start() {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        failure.set(Optional.empty());
        inBackground(() -> {
            Optional<String> problem = tryStart();
            windowThread.execute(() -> failure.set(problem));
        });
    }

    public void stop() {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        inBackground(engine::stop);
    }

    /** Whatever becomes of the task, the button can be used again: without memory it may not even begin. */
    private void inBackground(Runnable task) {
        boolean handedOver = false;
        try {
            background.execute(() -> {
                try {
                    task.run();
                } finally {
                    windowThread.execute(() -> busy.set(false));
                }
            });
            handedOver = true;
        } finally {
            if (!handedOver) {
                busy.set(false);
            }
        }
    }

    private Optional<String> tryStart() {
        try {
            engine.start();
            return Optional.empty();
        } catch (RelayStartException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("The relay could not be started.", e);
            return Optional.of("The relay could not be started (" + e + "). The log has the details.");
        }
    }
}
