package org.wzp.console.action;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** As large as its content wants to be, and scrolls when it gets less height. A plain scroll pane doesn't ask how text wraps. */
final class FittingScroll extends ScrollPane {
    private static final double LEAST_HEIGHT = 80;

    private final Region content;

    FittingScroll(Region content) {
        super(content);
        this.content = content;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().add("fitting-scroll");
    }

    @Override
    public @Nullable Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + content.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        // a text that is kept narrow is not made wider to fit, so it needs its height at that width
        double inner = Math.min(width < 0 ? content.prefWidth(-1) : width - sides(), content.maxWidth(-1));
        return snappedTopInset() + content.prefHeight(inner) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST_HEIGHT, computePrefHeight(width));
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
