package org.wzp.console.app;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.wzp.console.action.Place;
import org.wzp.console.rooms.RoomsView;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.NoticeKind;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.WhenClosed;
import org.wzp.console.shell.WindowPreferences;
import org.wzp.console.state.Preferences;
import org.wzp.console.state.UiState;
import org.wzp.console.state.UiState.Frame;
import org.wzp.console.state.UiState.TableState;
import org.wzp.console.state.UiStateFile;
import org.wzp.console.table.LiveTable;
import org.wzp.console.text.Language;

/**
 * Puts the window back as it was left, and keeps how it is left: theme, view, size and place on the screens, the rooms'
 * split, each table's columns and order. Never what is filtered or selected: a list that begins narrowed hides what its
 * operator looks for.
 *
 * <p>Kept when something has changed, every few refreshes, so that also a run that is killed is remembered; and at the end.
 * JavaFX thread only; the file is written in the background.
 */
final class Remembering {
    /** At four refreshes a second about every two seconds. */
    private static final int REFRESHES = 8;

    /** Less than anybody moves it by hand: a few pixels. */
    private static final double SAME_SPLIT = 0.01;

    private final Optional<UiStateFile> file;
    private final UiState before;
    private final Executor background;
    private Optional<ThemeChoice> named = Optional.empty();
    private @Nullable Window window;
    private @Nullable UiState saved;
    private final WindowPreferences preferences = new WindowPreferences();
    private int refreshes;
    private final AtomicReference<@Nullable UiState> unwritten = new AtomicReference<>();

    /** What is remembered of the window, once it is built. */
    record Window(
            Stage stage,
            ObjectProperty<ThemeChoice> theme,
            ObjectProperty<Place> place,
            RoomsView rooms,
            Collection<LiveTable<?, ?>> tables) {}

    /** @param path where it is kept; empty for a window that leaves nothing behind */
    Remembering(Optional<Path> path, Executor background) {
        this.file = path.map(UiStateFile::new);
        this.before = file.map(UiStateFile::load).orElse(UiState.NEW);
        this.background = background;
    }

    /** What the window is to behave like from the start; it is remembered as it is at the end. */
    WindowPreferences preferences() {
        Preferences left = before.preferences();
        preferences.hidden().set(left.hidden());
        preferences.textPercent().set(left.textPercent());
        preferences.refreshMillis().set(left.refreshMillis());
        preferences.notices().set(left.notices());
        preferences
                .whenClosed()
                .set(left.whenClosed()
                        .flatMap(name -> named(WhenClosed.values(), name))
                        .orElse(WhenClosed.ASK));
        for (NoticeKind kind : NoticeKind.values()) {
            preferences.told(kind).set(!left.silenced().contains(kind.id()));
        }
        preferences.language().set(Language.ofCode(left.language().orElse("")));
        return preferences;
    }

    private Preferences behaviour() {
        String language = preferences.language().get().code();
        return new Preferences(
                preferences.hidden().get(),
                preferences.textPercent().get(),
                preferences.refreshMillis().get(),
                language.isEmpty() ? Optional.empty() : Optional.of(language),
                preferences.notices().get(),
                Optional.of(preferences.whenClosed().get())
                        .filter(choice -> choice != WhenClosed.ASK)
                        .map(Remembering::nameOf),
                Stream.of(NoticeKind.values())
                        .filter(kind -> !preferences.told(kind).get())
                        .map(NoticeKind::id)
                        .collect(Collectors.toSet()));
    }

    /** The remembered theme, unless the command line names one: that is for this run, and not remembered. */
    ThemeChoice theme(Optional<ThemeChoice> wanted) {
        named = wanted;
        return wanted.or(() -> before.theme().flatMap(name -> named(ThemeChoice.values(), name)))
                .orElse(ThemeChoice.SYSTEM);
    }

    /** What this console does not know is as if it were not remembered. */
    private static <T extends Enum<T>> Optional<T> named(T[] choices, String name) {
        return Stream.of(choices).filter(choice -> nameOf(choice).equals(name)).findFirst();
    }

    private static String nameOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Call once the window is built and before it is shown. */
    void restore(Window built) {
        window = built;
        built.place().set(Place.of(before.place()));
        built.rooms().split().set(before.roomsSplit());
        // once more when it has its size: a split pane that is resized shares out the difference its own way
        ConsoleWindow.once(
                built.stage(),
                WindowEvent.WINDOW_SHOWN,
                () -> Platform.runLater(() -> built.rooms().split().set(before.roomsSplit())));
        Set<String> ids = new HashSet<>();
        for (LiveTable<?, ?> table : built.tables()) {
            if (!ids.add(table.id())) {
                throw new IllegalStateException(
                        "two tables have the id " + table.id() + ": each would be remembered as the other");
            }
            TableState state = before.tables().get(table.id());
            if (state != null) {
                table.restore(state);
            }
        }
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        before.frame().flatMap(frame -> frame.within(screens)).ifPresent(frame -> {
            built.stage().setX(frame.x());
            built.stage().setY(frame.y());
            built.stage().setWidth(frame.width());
            built.stage().setHeight(frame.height());
            built.stage().setMaximized(frame.maximized());
        });
    }

    /** Looks, every few refreshes, whether something has changed. */
    void refreshed() {
        if (++refreshes % REFRESHES == 0) {
            keep(background);
        }
    }

    /** The last look; waits until the file is written. */
    void end() {
        keep(Runnable::run);
        write();
    }

    private void keep(Executor writer) {
        Window shown = window;
        if (shown == null || file.isEmpty()) {
            return;
        }
        UiState now = state(shown);
        if (!now.equals(saved)) {
            saved = now;
            if (unwritten.getAndSet(now) == null) {
                writer.execute(this::write);
            }
        }
    }

    /** What is newest, unless another thread has written it: a slow disk costs one waiting thread, not one for each change. */
    private synchronized void write() {
        UiState newest = unwritten.getAndSet(null);
        if (newest != null) {
            file.ifPresent(to -> to.save(newest));
        }
    }

    private UiState state(Window shown) {
        Map<String, TableState> tables = new HashMap<>();
        shown.tables().forEach(table -> tables.put(table.id(), table.state()));
        ThemeChoice theme = shown.theme().get();
        Optional<String> chosen = theme == ThemeChoice.SYSTEM ? Optional.empty() : Optional.of(nameOf(theme));
        return new UiState(
                named.filter(theme::equals).isPresent() ? before.theme() : chosen,
                shown.place().get().id(),
                frame(shown.stage()),
                split(shown.rooms().split().get()),
                tables,
                behaviour());
    }

    /** Laying out rounds the split down a little; saved as it came, it would wander up with each start. */
    private double split(double now) {
        return Math.abs(now - before.roomsSplit()) < SAME_SPLIT ? before.roomsSplit() : now;
    }

    /** A maximized window remembers how it was before. */
    private Optional<Frame> frame(Stage stage) {
        Optional<Frame> last =
                saved == null ? before.frame() : Objects.requireNonNull(saved).frame();
        if (Double.isNaN(stage.getX()) || Double.isNaN(stage.getWidth()) || stage.isIconified()) {
            return last;
        }
        if (stage.isMaximized()) {
            return last.map(frame -> new Frame(frame.x(), frame.y(), frame.width(), frame.height(), true));
        }
        return Optional.of(new Frame(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
    }
}
