package org.wzp.console.action;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Choices among a few values that are shown in words. */
public final class Choices {
    private static final Duration TYPING = Duration.seconds(1.2);

    private Choices() {}

    public static <T> ComboBox<T> of(T[] values, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setConverter(converter(words));
        return box;
    }

    /** For a box that stands in a layout. */
    public static <T> StringConverter<T> converter(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the choice is not typed");
            }
        };
    }

    /** Typed letters choose what begins with them, else what has them in it; a pause or Esc begins anew. */
    public static <T> void findByTyping(ComboBox<T> box) {
        StringBuilder typed = new StringBuilder();
        PauseTransition pause = new PauseTransition(TYPING);
        pause.setOnFinished(event -> typed.setLength(0));
        box.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            String letters = event.getCharacter();
            if (letters.isEmpty() || Character.isISOControl(letters.charAt(0)) || event.isShortcutDown()) {
                return;
            }
            if (letters.isBlank() && typed.isEmpty()) {
                // the key that opens the choice
                return;
            }
            typed.append(letters);
            pause.playFromStart();
            find(box, typed.toString().toLowerCase(Locale.ROOT)).ifPresent(box::setValue);
            event.consume();
        });
    }

    private static <T> Optional<T> find(ComboBox<T> box, String text) {
        return box.getItems().stream()
                .filter(item -> words(box, item).startsWith(text))
                .findFirst()
                .or(() -> box.getItems().stream()
                        .filter(item -> words(box, item).contains(text))
                        .findFirst());
    }

    private static <T> String words(ComboBox<T> box, T item) {
        return box.getConverter().toString(item).toLowerCase(Locale.ROOT);
    }
}
