package org.wzp.console.shell;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the command palette offers for what is typed. JavaFX thread only. */
public final class PaletteViewModel {
    /** More than anybody looks through. */
    private static final int MOST = 50;

    /**
     * Something to go to or to do.
     *
     * @param name what is searched
     * @param kind what it is, such as {@code Room}
     * @param keys its own keys; may be empty
     * @param run does it; destructive ones ask themselves
     */
    public record Entry(String name, String kind, String keys, Runnable run) {}

    private record Scored(Entry entry, int score) {}

    private final List<Entry> all;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Entry>> found = new ReadOnlyObjectWrapper<>(List.of());

    /** @param entries asked once, when the palette opens: what moves under a hand is chosen wrongly */
    PaletteViewModel(Supplier<List<Entry>> entries) {
        all = List.copyOf(entries.get());
        typed.subscribe(text -> found.set(find(text)));
    }

    private List<Entry> find(String text) {
        return all.stream()
                .map(entry -> new Scored(entry, score(entry, text)))
                .filter(scored -> scored.score() != Fuzzy.NONE)
                .sorted(Comparator.comparingInt((Scored scored) -> text.isBlank() ? 0 : -scored.score()))
                .limit(MOST)
                .map(Scored::entry)
                .toList();
    }

    private static int score(Entry entry, String text) {
        return text.isBlank() ? 0 : Fuzzy.score(text, entry.name());
    }

    StringProperty typed() {
        return typed;
    }

    /** The best first. */
    ReadOnlyObjectProperty<List<Entry>> found() {
        return found.getReadOnlyProperty();
    }
}
