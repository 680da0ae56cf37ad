package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wzp.console.WindowExtension;

@ExtendWith(WindowExtension.class)
class ZoomTest {
    /** Asks for the layout of what it is in, once if told to, while it is being laid out itself. */
    private static final class Asking extends Region {
        private boolean asks;

        @Override
        protected void layoutChildren() {
            if (asks) {
                asks = false;
                getParent().requestLayout();
            }
        }
    }

    /** Counts how often it is laid out. */
    private static final class Content extends Pane {
        private int layouts;

        @Override
        protected void layoutChildren() {
            layouts++;
            super.layoutChildren();
        }
    }

    @Test
    void whatAsksForLayoutDuringALayoutGetsItWithTheNextPulse() throws Exception {
        boolean laidOutAgain = inWindow(() -> {
            Content content = new Content();
            Asking asking = new Asking();
            content.getChildren().add(asking);
            Zoom zoom = new Zoom(content, new SimpleObjectProperty<>(100));
            var _ = new Scene(zoom, 900, 600);
            zoom.layout();
            zoom.layout();
            asking.asks = true;
            asking.requestLayout();
            zoom.layout();
            int once = content.layouts;
            zoom.layout();
            return content.layouts > once;
        });
        assertThat(laidOutAgain).isTrue();
    }

    @Test
    void theContentFillsTheWindowWhateverItsScale() throws Exception {
        double[] size = inWindow(() -> {
            Content content = new Content();
            Zoom zoom = new Zoom(content, new SimpleObjectProperty<>(125));
            var _ = new Scene(zoom, 1250, 1000);
            zoom.applyCss();
            zoom.resize(1250, 1000);
            zoom.layout();
            return new double[] {content.getWidth(), content.getHeight()};
        });
        assertThat(size).containsExactly(1000, 800);
    }
}
