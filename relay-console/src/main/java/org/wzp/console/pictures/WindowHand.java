package org.wzp.console.pictures;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.pictures.PictureScenes.Patience;

/** Presses, types and looks in the window as its operator would. JavaFX thread only. */
final class WindowHand {
    private static final long READING_NANOS = 2 * Questions.READING_TIME.toNanos();

    private final Stage stage;
    private final ConsoleGraph graph;
    private final Patience patience;

    WindowHand(Stage stage, ConsoleGraph graph, Patience patience) {
        this.stage = stage;
        this.graph = graph;
        this.patience = patience;
    }

    void run(ConsoleAction action) {
        graph.actions().run(action);
    }

    boolean shown(String selector) {
        return stage.getScene().lookup(selector) != null;
    }

    Node find(String selector) {
        // a view that was opened just now has its controls only once it is styled and laid out
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        Node node = stage.getScene().lookup(selector);
        if (node == null) {
            throw new IllegalStateException("the window has no " + selector);
        }
        return node;
    }

    @SuppressWarnings("ReferenceEquality") // the very one is meant
    List<Window> dialogs() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window != stage && window.isShowing())
                .toList();
    }

    boolean somethingAsks() {
        return !dialogs().isEmpty();
    }

    void close() {
        dialogs().forEach(Window::hide);
    }

    /** A question takes no answer at first, and each attempt begins that time anew. */
    void answer(String button) {
        long asked = System.nanoTime();
        patience.when(() -> System.nanoTime() - asked > READING_NANOS, () -> press(button));
    }

    void press(String button) {
        Consumer<Window> fire = dialog -> ((Button) dialog.getScene().lookup(button)).fire();
        dialogs().forEach(fire);
    }

    void type(String field, String text) {
        ((TextField) dialogs().getFirst().getScene().lookup(field)).setText(text);
    }
}
