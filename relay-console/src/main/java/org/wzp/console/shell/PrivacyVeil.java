package org.wzp.console.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Text;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Privacy;

/**
 * Hides addresses and fingerprints in all that is drawn, for screen sharing: after each layout and before anything of it is seen
 * it goes over the texts of every window, question, menu and hint. Nothing else has to know of it: a view that is added is covered, what
 * is copied stays whole. What tells a fingerprint in another way (its words, a picture) is hidden by the style sheet, under the
 * pseudo-class {@code private} of the root. JavaFX thread only.
 */
final class PrivacyVeil {
    private static final PseudoClass PRIVATE = PseudoClass.getPseudoClass("private");

    /** Texts that are changed now. */
    private record Hidden(String whole, String shown) {}

    private final BooleanProperty on;
    private final Map<Text, Hidden> hidden = new WeakHashMap<>();
    private final Map<Scene, Boolean> watched = new WeakHashMap<>();
    /** The windows that are open, for as long as they are. */
    private final Map<Window, Subscription> open = new HashMap<>();

    private boolean ended;
    private final ListChangeListener<Window> opened = change -> {
        while (change.next()) {
            change.getRemoved().forEach(this::leave);
            change.getAddedSubList().forEach(this::watch);
        }
    };

    PrivacyVeil(BooleanProperty on) {
        this.on = on;
        Window.getWindows().forEach(this::watch);
        Window.getWindows().addListener(opened);
        on.subscribe(now -> watched.keySet().forEach(this::cover));
    }

    /** Windows that open from now on are not covered. */
    void end() {
        Window.getWindows().removeListener(opened);
        open.values().forEach(Subscription::unsubscribe);
        open.clear();
        watched.clear();
        ended = true;
    }

    private void watch(Window window) {
        open.computeIfAbsent(window, shown -> shown.sceneProperty().subscribe(this::watch));
    }

    private void leave(Window window) {
        Subscription gone = open.remove(window);
        if (gone != null) {
            gone.unsubscribe();
        }
    }

    private void watch(@Nullable Scene scene) {
        if (scene != null && !ended && watched.put(scene, true) == null) {
            scene.addPostLayoutPulseListener(() -> {
                if (on.get() && watched.containsKey(scene)) {
                    cover(scene);
                }
            });
            cover(scene);
        }
    }

    private void cover(Scene scene) {
        Parent root = scene.getRoot();
        root.pseudoClassStateChanged(PRIVATE, on.get());
        if (on.get() || !hidden.isEmpty()) {
            cover(root);
        }
    }

    private void cover(Node node) {
        if (node instanceof Text text) {
            cover(text);
        } else if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                cover(child);
            }
        }
    }

    private void cover(Text text) {
        Hidden before = hidden.get(text);
        String now = text.getText();
        boolean changedByUs = before != null && before.shown().equals(now);
        if (!on.get()) {
            hidden.remove(text);
            if (before != null && changedByUs) {
                show(text, before.whole());
            }
        } else if (!changedByUs && Privacy.tells(now)) {
            Hidden after = new Hidden(now, Privacy.hide(now));
            hidden.put(text, after);
            show(text, after.shown());
        } else if (!changedByUs && before != null) {
            hidden.remove(text);
            text.setOpacity(1);
        }
    }

    /** What a field holds can't be changed without changing what was typed, so it is not drawn. */
    private void show(Text text, String words) {
        if (text.textProperty().isBound()) {
            text.setOpacity(on.get() ? 0 : 1);
            hidden.computeIfPresent(text, (key, value) -> new Hidden(value.whole(), text.getText()));
        } else {
            text.setText(words);
        }
    }
}
