package org.wzp.console.rooms;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.wzp.console.common.CellDrawing;

/** A tier: its word, and a bar whose height and colour say the same. */
final class TierMark<T> implements CellDrawing<T> {
    private final Region bar = new Region();
    private final Label word = new Label();
    private final HBox box = new HBox(bar, word);
    private final Function<T, String> tier;
    private final Function<T, String> text;
    private String shown = "";

    TierMark(Function<T, String> tier, Function<T, String> text) {
        this.tier = tier;
        this.text = text;
        bar.getStyleClass().setAll("tier-bar");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("tier-mark");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(T value) {
        word.setText(text.apply(value));
        String now = tier.apply(value);
        if (!now.equals(shown)) {
            shown = now;
            bar.getStyleClass().setAll(List.of("tier-bar", "tier-" + now.toLowerCase(Locale.ROOT)));
        }
    }
}
