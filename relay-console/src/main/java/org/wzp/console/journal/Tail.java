package org.wzp.console.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.wzp.console.journal.Recent.Look;
import org.wzp.console.journal.Recent.Numbered;

/** What the window has of a {@link Recent}: makes a row of each once, and not again at each look. JavaFX thread only. */
final class Tail<T, R> {
    private record Made<R>(long number, R row) {}

    private final Recent<T> source;
    private final Function<Numbered<T>, R> maker;
    private final Deque<Made<R>> rows = new ArrayDeque<>();
    private long seen;
    private long forgotten;

    Tail(Recent<T> source, Function<Numbered<T>, R> maker) {
        this.source = source;
        this.maker = maker;
    }

    /** Takes in what is new. Returns whether anything is. */
    boolean follow() {
        if (source.added() == seen) {
            return false;
        }
        Look<T> look = source.look();
        look.kept().stream().filter(one -> one.number() > seen).forEach(this::add);
        seen = look.newest();
        forgotten = look.forgotten();
        while (!rows.isEmpty() && rows.getFirst().number() <= forgotten) {
            rows.removeFirst();
        }
        return true;
    }

    /** Makes the rows anew of what is still kept, and takes in nothing new. */
    void remake() {
        rows.clear();
        source.look().kept().stream().filter(one -> one.number() <= seen).forEach(this::add);
    }

    private void add(Numbered<T> one) {
        rows.addLast(new Made<>(one.number(), maker.apply(one)));
    }

    List<R> rows() {
        return rows.stream().map(Made::row).toList();
    }

    int most() {
        return source.most();
    }

    /** How many are gone because only the newest are kept. */
    long forgotten() {
        return forgotten;
    }

    /** How many have come since the last {@link #follow}. */
    long waiting() {
        return source.added() - seen;
    }
}
