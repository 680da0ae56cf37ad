package org.wzp.console.rooms;

import java.util.function.Function;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.wzp.console.table.CellDrawing;
import org.wzp.console.text.Texts;

/** A name, with the word "rehearsal" beside it when it isn't a person. */
final class BadgedName<T> implements CellDrawing<T> {
    private final Label name = new Label();
    private final Label badge = new Label(Texts.of("rehearsal.badge"));
    private final HBox box = new HBox(name, badge);
    private final Function<T, String> text;
    private final Predicate<T> rehearsal;

    BadgedName(Function<T, String> text, Predicate<T> rehearsal) {
        this.text = text;
        this.rehearsal = rehearsal;
        badge.getStyleClass().add("rehearsal-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.managedProperty().bind(badge.visibleProperty());
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("badged-name");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(T value) {
        name.setText(text.apply(value));
        badge.setVisible(rehearsal.test(value));
    }
}
