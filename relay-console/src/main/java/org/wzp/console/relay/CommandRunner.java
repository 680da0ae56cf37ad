package org.wzp.console.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Figures;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;

/**
 * Where the window's commands go: each runs on a background thread, its outcome comes back on the JavaFX thread, and
 * what can be taken back is remembered for Undo.
 */
public final class CommandRunner {
    /** Who asks, in the audit log and beside a ban: whose session the window runs in. */
    private static final String ACTOR = Texts.of("actor", Figures.network(System.getProperty("user.name", "somebody")));

    private static final int UNDO_STEPS = 50;

    /** More would make a notice higher than a small window. */
    private static final int MOST_SENTENCES = 10;

    /**
     * Outcomes of one request, in the order of its commands.
     *
     * @param undone whether it took back an earlier one
     */
    public record Report(List<Outcome> outcomes, boolean undoable, boolean undone) {
        public Report {
            outcomes = List.copyOf(outcomes);
        }

        public Report(List<Outcome> outcomes, boolean undoable) {
            this(outcomes, undoable, false);
        }

        /** The outcomes' sentences, one a line; of very many the first ones and how many more. */
        public String text() {
            String text = Figures.lines(
                    outcomes.stream().map(Outcome::text).distinct().toList(), MOST_SENTENCES);
            boolean done = outcomes.stream().anyMatch(Outcome.Done.class::isInstance);
            return undone && done ? Texts.of("undone", text) : text;
        }

        public boolean refused() {
            return outcomes.stream().anyMatch(Outcome.Refused.class::isInstance);
        }
    }

    private final BiFunction<String, OperatorCommand, Outcome> engine;
    private final Executor background;
    private final Executor windowThread;
    private final Deque<List<OperatorCommand>> undo = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>();

    /**
     * @param background may block; one thread for each task is fine
     * @param windowThread where properties change
     */
    public CommandRunner(
            BiFunction<String, OperatorCommand, Outcome> engine, Executor background, Executor windowThread) {
        this.engine = engine;
        this.background = background;
        this.windowThread = windowThread;
    }

    public ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    /** What became of the newest request. */
    public ReadOnlyObjectProperty<@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    /** Carries out one request; returns at once. */
    public void carryOut(List<? extends OperatorCommand> commands) {
        run(List.copyOf(commands), true);
    }

    public void carryOut(OperatorCommand command) {
        carryOut(List.of(command));
    }

    /** Takes back the newest request that can be; does nothing when there is none. */
    public void undo() {
        List<OperatorCommand> inverses = undo.pollFirst();
        undoable.set(!undo.isEmpty());
        if (inverses != null) {
            run(inverses, false);
        }
    }

    private void run(List<OperatorCommand> commands, boolean remember) {
        background.execute(() -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (OperatorCommand command : commands) {
                outcomes.add(engine.apply(ACTOR, command));
            }
            windowThread.execute(() -> finished(outcomes, remember));
        });
    }

    private void finished(List<Outcome> outcomes, boolean remember) {
        List<OperatorCommand> inverses = new ArrayList<>();
        for (Outcome outcome : outcomes.reversed()) {
            if (outcome instanceof Outcome.Done done) {
                done.inverse().ifPresent(inverses::add);
            }
        }
        boolean canUndo = remember && !inverses.isEmpty();
        if (canUndo) {
            undo.addFirst(inverses);
            if (undo.size() > UNDO_STEPS) {
                undo.removeLast();
            }
        }
        undoable.set(!undo.isEmpty());
        report.set(new Report(outcomes, canUndo, !remember));
    }
}
