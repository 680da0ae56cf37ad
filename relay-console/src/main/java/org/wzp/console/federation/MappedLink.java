package org.wzp.console.federation;

import java.util.Locale;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.wzp.relay.api.FederationStatus.State;

/** The line, the rate on it and the box of one relay on the map. JavaFX thread only. */
final class MappedLink {
    private static final String DIMMED = "map-dimmed";
    private static final String SMALL = "map-small";
    private static final String MARKED = "map-marked";
    private static final double LEAST_STROKE = 1.5;
    private static final double MOST_STROKE = 9;
    private static final double STROKE_PER_DECADE = 2;

    /** Left and right of what a box says, px. */
    private static final double AROUND_FACE = 22;

    private final CubicCurve line = new CubicCurve();
    private final Label rate = new Label();
    private final Label name = new Label();
    private final Label standing = new Label();
    private final Label about = new Label();
    private final FontIcon icon = new FontIcon();
    private final VBox face = new VBox(name);
    private final Button box = new Button(null, face);
    private final Tooltip tooltip = new Tooltip();
    private @Nullable State state;
    private Set<String> rooms = Set.of();
    private boolean roomy;

    MappedLink(Runnable choose) {
        line.getStyleClass().add("map-line");
        rate.getStyleClass().add("map-rate");
        name.getStyleClass().add("strong");
        name.setGraphic(icon);
        face.getStyleClass().add("map-face");
        box.getStyleClass().addAll("map-box", SMALL);
        box.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        box.setTooltip(tooltip);
        box.setOnAction(event -> choose.run());
        face.prefWidthProperty().bind(box.widthProperty().subtract(AROUND_FACE));
        face.setMaxWidth(Region.USE_PREF_SIZE);
        // placed by the map alone, whatever size they would like to have
        for (Node node : new Node[] {line, rate, box}) {
            node.setManaged(false);
        }
    }

    Node line() {
        return line;
    }

    Node rate() {
        return rate;
    }

    Node box() {
        return box;
    }

    Set<String> rooms() {
        return rooms;
    }

    void show(LinkPicture.Link link) {
        name.setText(link.name());
        standing.setText(link.standing());
        about.setText(link.about());
        rate.setText(link.rate());
        box.setAccessibleText(link.spoken());
        tooltip.setText(link.spoken());
        rooms = link.rooms();
        line.setStrokeWidth(stroke(link.perSecond()));
        showRate();
        if (state != link.state()) {
            state = link.state();
            icon.setIconCode(iconOf(link.state()));
            for (Node node : new Node[] {line, box}) {
                node.getStyleClass().removeIf(style -> style.startsWith("map-state-"));
                node.getStyleClass().add(styleOf(link.state()));
            }
        }
    }

    /** 1.5 px for nothing, 2 px more for each tenfold of datagrams in a second, 9 px at most. */
    static double stroke(double perSecond) {
        return Math.min(MOST_STROKE, LEAST_STROKE + STROKE_PER_DECADE * Math.log10(1 + Math.max(0, perSecond)));
    }

    /** What the style sheet draws a state's line and box with. */
    static String styleOf(State state) {
        return "map-state-" + state.name().toLowerCase(Locale.ROOT);
    }

    /** So that a state is not told by colour alone. */
    private static Ikon iconOf(State state) {
        return switch (state) {
            case UP -> MaterialDesignL.LINK_VARIANT;
            case CONNECTING -> MaterialDesignD.DOTS_HORIZONTAL;
            case WAITING -> MaterialDesignL.LINK_VARIANT_OFF;
            case EXPECTED -> MaterialDesignC.CLOCK_OUTLINE;
        };
    }

    /** Whether there is room for more than the name. */
    void roomy(boolean now) {
        if (roomy != now) {
            roomy = now;
            style(box, SMALL, !now);
            face.getChildren().setAll(name);
            if (now) {
                face.getChildren().addAll(standing, about);
            }
        }
        showRate();
    }

    private void showRate() {
        rate.setVisible(roomy && !rate.getText().isEmpty());
    }

    void mark(boolean marked) {
        style(box, MARKED, marked);
    }

    void dim(boolean dimmed) {
        for (Node node : new Node[] {line, rate, box}) {
            style(node, DIMMED, dimmed);
        }
    }

    private static void style(Node node, String style, boolean on) {
        if (on != node.getStyleClass().contains(style)) {
            if (on) {
                node.getStyleClass().add(style);
            } else {
                node.getStyleClass().remove(style);
            }
        }
    }

    /** Draws the line, and puts the rate in the middle of it. */
    void follow(MapLayout.Spot spot) {
        line.setStartX(spot.start().getX());
        line.setStartY(spot.start().getY());
        line.setControlX1(spot.bend().getX());
        line.setControlY1(spot.bend().getY());
        line.setControlX2(spot.turn().getX());
        line.setControlY2(spot.turn().getY());
        line.setEndX(spot.end().getX());
        line.setEndY(spot.end().getY());
        Point2D middle = spot.at(0.5);
        rate.autosize();
        rate.relocate(Math.rint(middle.getX() - rate.getWidth() / 2), Math.rint(middle.getY() - rate.getHeight() / 2));
    }
}
