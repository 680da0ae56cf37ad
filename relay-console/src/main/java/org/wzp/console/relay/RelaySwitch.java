package org.wzp.console.relay;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelayCommand.CancelDrain;
import org.wzp.relay.api.RelayCommand.Drain;
import org.wzp.relay.api.RelayEffect;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.api.RelayState;

/**
 * Starts and stops the relay without the window ever waiting for it, at once or after a drain, and does what is to follow a
 * stop. Properties change on the window's thread; {@link #show} is called there.
 */
public final class RelaySwitch {
    /** What follows once the relay has stopped. */
    public enum Then {
        NOTHING,
        START,
        CLOSE_WINDOW
    }

    private static final Logger LOG = LoggerFactory.getLogger(RelaySwitch.class);

    private final RelayEngine engine;
    private final CommandRunner commands;
    private final Executor background;
    private final Executor windowThread;
    private final Runnable closeWindow;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Then> then = new ReadOnlyObjectWrapper<>(Then.NOTHING);
    private boolean drains;
    private RelayState seen = RelayState.STOPPED;

    /** @param closeWindow ends the program, without a question */
    public RelaySwitch(
            RelayEngine engine,
            CommandRunner commands,
            Executor background,
            Executor windowThread,
            Runnable closeWindow) {
        this.engine = engine;
        this.commands = commands;
        this.background = background;
        this.windowThread = windowThread;
        this.closeWindow = closeWindow;
        commands.report().subscribe(report -> {
            if (report != null) {
                report.outcomes().forEach(this::told);
                proceed();
            }
        });
    }

    /** True from the wish to start or stop until it is done. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** What follows the stop that the relay waits for. */
    public ReadOnlyObjectProperty<Then> then() {
        return then.getReadOnlyProperty();
    }

    public void start() {
        if (busy.get()) {
            return;
        }
        forget();
        busy.set(true);
        inBackground(this::tryStart);
    }

    public void stop() {
        if (busy.get()) {
            return;
        }
        forget();
        busy.set(true);
        inBackground(engine::stop);
    }

    /** Stops it and starts it again at once. */
    public void restart() {
        if (busy.get()) {
            return;
        }
        forget();
        busy.set(true);
        inBackground(() -> {
            engine.stop();
            tryStart();
        });
    }

    /**
     * Carries out what only a stopped relay takes: stops it before, and starts it again if it ran.
     *
     * @param told called once the outcome is known
     */
    public void whileStopped(OperatorCommand command, Runnable told) {
        if (busy.get()) {
            return;
        }
        forget();
        busy.set(true);
        boolean ran = seen == RelayState.RUNNING;
        commands.carryOut(
                command,
                engine::stop,
                () -> {
                    if (ran) {
                        tryStart();
                    }
                },
                () -> {
                    busy.set(false);
                    told.run();
                });
    }

    /**
     * Lets nobody new in and stops when nobody is left.
     *
     * @param until when at the latest
     */
    public void drain(Optional<Instant> until, Then next) {
        forget();
        then.set(next);
        commands.carryOut(new Drain(until));
    }

    public void cancelDrain() {
        commands.carryOut(new CancelDrain());
    }

    public void show(RelaySnapshot snapshot) {
        seen = snapshot.state();
        proceed();
    }

    private void told(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            told(done.effect());
        }
    }

    private void told(Effect effect) {
        if (effect instanceof RelayEffect.Draining) {
            drains = true;
        } else if (effect instanceof RelayEffect.DrainCancelled) {
            forget();
        }
    }

    private void proceed() {
        if (!drains || seen != RelayState.STOPPED) {
            return;
        }
        Then next = then.get();
        forget();
        switch (next) {
            case NOTHING -> {
                // it stays stopped
            }
            case START -> start();
            case CLOSE_WINDOW -> closeWindow.run();
        }
    }

    private void forget() {
        drains = false;
        then.set(Then.NOTHING);
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

    /** Why it failed is in the snapshot. */
    private void tryStart() {
        try {
            engine.start();
        } catch (RelayStartException e) {
            LOG.debug("The relay did not start.", e);
        } catch (RuntimeException | Error e) {
            LOG.error("The relay could not be started.", e);
        }
    }
}
