package org.wzp.console.relay;

import java.time.Instant;
import java.time.InstantSource;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.OutcomeWords;

/**
 * Where the window's commands go: each runs on a background thread, its outcome comes back on the JavaFX thread, and
 * what can be taken back is remembered for Undo.
 */
public final class CommandRunner {
    /** Who asks, in the audit log and beside a ban: whose session the window runs in. */
    private static final String ACTOR = Texts.of("actor", Cut.ACTOR.of(System.getProperty("user.name", "somebody")));

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);
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

        /** The outcomes' sentences, one a line; of very many the first ones and how many more. */
        public String text() {
            String text = Sentences.lines(
                    outcomes.stream()
                            .map(outcome -> undone
                                    ? OutcomeWords.ofUndo(outcome, Texts.speech())
                                    : OutcomeWords.of(outcome, Texts.speech()))
                            .distinct()
                            .toList(),
                    MOST_SENTENCES);
            boolean done = outcomes.stream().anyMatch(Outcome.Done.class::isInstance);
            return undone && done ? Texts.of("undone", text) : text;
        }

        public boolean refused() {
            return outcomes.stream().anyMatch(Outcome.Refused.class::isInstance);
        }
    }

    /**
     * One request that can be taken back.
     *
     * @param id grows with each
     * @param begun when it was asked for
     * @param done what its commands did
     * @param inverses what takes it back, in this order
     */
    public record Act(long id, Instant begun, List<Done> done, List<OperatorCommand> inverses) {
        public Act {
            done = List.copyOf(done);
            inverses = List.copyOf(inverses);
        }

        /**
         * @param command as the audit log calls it
         */
        public record Done(String command, Outcome.Done outcome) {
            /** What the operator was told. */
            public String told() {
                return OutcomeWords.of(outcome, Texts.speech());
            }

            /** The same as the audit log has it, in English. */
            public String written() {
                return OutcomeWords.of(outcome);
            }
        }
    }

    private final BiFunction<String, OperatorCommand, Outcome> engine;
    private final Executor background;
    private final Executor windowThread;
    private final InstantSource clock;
    private final Deque<Act> undo = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<List<Act>> acts = new ReadOnlyObjectWrapper<>(List.of());
    private long lastAct;
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>();

    /**
     * @param background may block; one thread for each task is fine
     * @param windowThread where properties change
     */
    public CommandRunner(
            BiFunction<String, OperatorCommand, Outcome> engine, Executor background, Executor windowThread) {
        this(engine, background, windowThread, InstantSource.system());
    }

    /** @param clock the engine's, by which the audit log tells when */
    public CommandRunner(
            BiFunction<String, OperatorCommand, Outcome> engine,
            Executor background,
            Executor windowThread,
            InstantSource clock) {
        this.engine = engine;
        this.background = background;
        this.windowThread = windowThread;
        this.clock = clock;
    }

    /** Who asks, as the audit log writes it. */
    public static String actor() {
        return Cut.ACTOR.of(ACTOR);
    }

    public ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    /** What can be taken back, the newest first. */
    public ReadOnlyObjectProperty<List<Act>> acts() {
        return acts.getReadOnlyProperty();
    }

    /** What became of the newest request. */
    public ReadOnlyObjectProperty<@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    /** Carries out one request; returns at once. */
    public void carryOut(List<? extends OperatorCommand> commands) {
        if (!commands.isEmpty()) {
            run(List.copyOf(commands), true);
        }
    }

    /**
     * Carries out one request with something before it and something after, in the background.
     *
     * @param told called on the window's thread once its outcome is known
     */
    void carryOut(OperatorCommand command, Runnable before, Runnable after, Runnable told) {
        Instant begun = clock.instant();
        background.execute(() -> {
            before.run();
            Outcome outcome = outcome(command);
            after.run();
            windowThread.execute(() -> {
                finished(begun, List.of(command), List.of(outcome), true);
                told.run();
            });
        });
    }

    public void carryOut(OperatorCommand command) {
        carryOut(List.of(command));
    }

    /** Takes back the newest request that can be; does nothing when there is none. */
    public void undo() {
        Act newest = undo.peekFirst();
        if (newest != null) {
            undoTo(newest.id());
        }
    }

    /**
     * Takes back one request and, before it, all that were made since: an older state is put back whole, so taking back one from
     * the middle alone would undo parts of the newer ones unsaid. Does nothing when that request can't be taken back any more.
     */
    public void undoTo(long act) {
        if (undo.stream().noneMatch(one -> one.id() == act)) {
            return;
        }
        List<OperatorCommand> inverses = new ArrayList<>();
        Act taken;
        do {
            taken = undo.removeFirst();
            inverses.addAll(taken.inverses());
        } while (taken.id() != act);
        publish();
        run(inverses, false);
    }

    private void publish() {
        acts.set(List.copyOf(undo));
        undoable.set(!undo.isEmpty());
    }

    private void remember(Instant begun, List<Act.Done> done, List<OperatorCommand> inverses) {
        undo.addFirst(new Act(++lastAct, begun, done, inverses));
        if (undo.size() > UNDO_STEPS) {
            undo.removeLast();
        }
    }

    /** What could not be taken back for the moment, such as on a full disk, can be once that is mended. */
    private void keepWhatFailed(Instant begun, List<OperatorCommand> commands, List<Outcome> outcomes) {
        List<OperatorCommand> again = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused refused && passes(refused.why())) {
                again.add(commands.get(i));
            }
        }
        if (!again.isEmpty()) {
            remember(begun, List.of(), again);
        }
    }

    private static boolean passes(Objection why) {
        return switch (why) {
            case Objection.NotRunning _,
                    Objection.MustBeStopped _,
                    Objection.NotWritten _,
                    Objection.HomeUnusable _,
                    Objection.Fault _ -> true;
            default -> false;
        };
    }

    private void run(List<OperatorCommand> commands, boolean remember) {
        Instant begun = clock.instant();
        background.execute(() -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (OperatorCommand command : commands) {
                outcomes.add(outcome(command));
            }
            windowThread.execute(() -> finished(begun, commands, outcomes, remember));
        });
    }

    /** Whatever happens the operator is told, and the commands after it are carried out. */
    private Outcome outcome(OperatorCommand command) {
        try {
            return engine.apply(ACTOR, command);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed.", command.getClass().getSimpleName(), e);
            return new Outcome.Refused(new Objection.Fault(e.toString()));
        }
    }

    private void finished(Instant begun, List<OperatorCommand> commands, List<Outcome> outcomes, boolean remember) {
        if (!remember) {
            keepWhatFailed(begun, commands, outcomes);
        }
        List<Act.Done> done = new ArrayList<>();
        List<OperatorCommand> inverses = new ArrayList<>();
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            if (outcomes.get(i) instanceof Outcome.Done what && what.inverse().isPresent()) {
                inverses.add(what.inverse().get());
                done.add(new Act.Done(commands.get(i).getClass().getSimpleName(), what));
            }
        }
        boolean canUndo = remember && !inverses.isEmpty();
        if (canUndo) {
            remember(begun, done, inverses);
        }
        publish();
        report.set(new Report(outcomes, canUndo, !remember));
    }
}
