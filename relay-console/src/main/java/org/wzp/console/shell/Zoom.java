package org.wzp.console.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * The window's content larger than it is laid out: as if the window were smaller and looked at through a glass. Everything grows,
 * columns and rows of tables among it, so that nothing is cut which was not cut in a smaller window.
 */
final class Zoom extends Region {
    private static final double WHOLE = 100;
    /** Below that, something would be cut: a small window grows its content less than was asked for. */
    private static final double LEAST_WIDTH = 900;

    private static final double LEAST_HEIGHT = 560;

    private final Region content;
    private final Scale scale = new Scale();
    private double wanted = 1;

    /** @param percent 100 for the usual size */
    Zoom(Region content, ObservableValue<Integer> percent) {
        this.content = content;
        // A managed one that asks for layout while this is at it would go without, and everything below it, until
        // something else asks. One that is not managed has its request kept for the next pulse.
        content.setManaged(false);
        getChildren().add(content);
        content.getTransforms().add(scale);
        percent.subscribe(now -> {
            wanted = now / WHOLE;
            requestLayout();
        });
    }

    @Override
    protected void layoutChildren() {
        double most = Math.min(getWidth() / LEAST_WIDTH, getHeight() / LEAST_HEIGHT);
        double factor = Math.min(wanted, Math.max(1, most));
        scale.setX(factor);
        scale.setY(factor);
        content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
    }
}
