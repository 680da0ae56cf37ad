package org.wzp.console.rooms;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.wzp.console.table.CellDrawing;
import org.wzp.console.text.Qualities;
import org.wzp.relay.api.Quality;

/** A quality: its word, and a bar whose height and colour say the same; who points at it reads the details. */
final class QualityMark<T> implements CellDrawing<T> {
    private final Region bar = new Region();
    private final Label word = new Label();
    private final HBox box = new HBox(bar, word);
    private final Tooltip details = new Tooltip();
    private final Function<T, Quality> quality;
    private final Function<T, String> text;
    private final Function<T, String> detailsOf;
    private @Nullable Quality shown;

    /** @param detailsOf said to those who point at it, such as the codec's tier */
    QualityMark(Function<T, Quality> quality, Function<T, String> text, Function<T, String> detailsOf) {
        this.quality = quality;
        this.text = text;
        this.detailsOf = detailsOf;
        bar.getStyleClass().setAll("quality-bar");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("quality-mark");
        Tooltip.install(box, details);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(T value) {
        word.setText(text.apply(value));
        details.setText(detailsOf.apply(value));
        Quality now = quality.apply(value);
        if (now != shown) {
            shown = now;
            bar.getStyleClass().setAll("quality-bar", "quality-" + Qualities.id(now));
            word.getStyleClass().setAll("label", "quality-word-" + Qualities.id(now));
        }
    }
}
