package org.wzp.console.relay;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.Objection;

/** Asks the relay who could join, without the window ever waiting for it. */
public final class EntryAsker {
    private static final Logger LOG = LoggerFactory.getLogger(EntryAsker.class);

    private final Function<EntryQuery, EntryAnswer> engine;
    private final Executor background;
    private final Executor windowThread;

    /** @param background may block */
    public EntryAsker(Function<EntryQuery, EntryAnswer> engine, Executor background, Executor windowThread) {
        this.engine = engine;
        this.background = background;
        this.windowThread = windowThread;
    }

    /**
     * Returns at once.
     *
     * @param told hears the answer on the window's thread; nothing when the window is about to close
     */
    public void ask(EntryQuery query, Consumer<EntryAnswer> told) {
        try {
            background.execute(() -> {
                EntryAnswer answer = answer(query);
                windowThread.execute(() -> told.accept(answer));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The window is about to close.", e);
        }
    }

    private EntryAnswer answer(EntryQuery query) {
        try {
            return engine.apply(query);
        } catch (RuntimeException e) {
            LOG.error("Who could join is not known.", e);
            return new EntryAnswer.Unanswered(new Objection.Fault(e.toString()));
        }
    }
}
