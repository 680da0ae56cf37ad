package org.wzp.console.federation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.wzp.console.text.Texts;

/**
 * This relay in the middle, a line to each other relay, as wide as the link is busy and drawn as the link stands; {@link MapLayout} says
 * where. The nodes of a link stay for as long as the relay is known, and a refresh changes only what differs in them, so nothing
 * flickers and nothing moves unless a relay comes or goes.
 *
 * <p>One stop for Tab; the arrow keys go from relay to relay, and Enter or Space chooses one. JavaFX thread only.
 */
public final class LinkMap extends Pane {
    private final Pane lines = new Pane();
    private final Pane rates = new Pane();
    private final Pane boxes = new Pane();
    private final Label linked = new Label();
    private final Label shared = new Label();
    private final VBox centre;
    private final Map<String, MappedLink> links = new LinkedHashMap<>();
    private Consumer<String> choose = key -> {};
    private Set<String> rooms = Set.of();

    /** Made by the layout file; {@link #whenChosen} tells it what a choice does. */
    public LinkMap() {
        getStyleClass().add("link-map");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.of("map.name"));
        setMinWidth(MapLayout.LEAST_WIDTH);
        setMaxHeight(USE_PREF_SIZE);
        Label here = new Label(Texts.of("map.here"));
        here.getStyleClass().add("strong");
        centre = new VBox(here, linked, shared);
        centre.getStyleClass().addAll("map-box", "map-centre");
        // placed by this map alone, whatever size they would like to have
        centre.setManaged(false);
        boxes.getChildren().add(centre);
        // what lies between the boxes must not take their clicks
        List.of(lines, rates, boxes).forEach(layer -> layer.setPickOnBounds(false));
        getChildren().setAll(lines, rates, boxes);
        addEventFilter(KeyEvent.KEY_PRESSED, this::step);
    }

    /** @param choose takes the fingerprint of a relay that the operator chooses here */
    void whenChosen(Consumer<String> choose) {
        this.choose = choose;
    }

    void show(LinkPicture picture) {
        linked.setText(picture.linked());
        shared.setText(picture.shared());
        boolean others =
                !picture.links().stream().map(LinkPicture.Link::key).toList().equals(List.copyOf(links.keySet()));
        if (others) {
            replace(picture.links());
        }
        picture.links().forEach(link -> mapped(link.key()).show(link));
        dim();
        // rates have grown or shrunk in their places
        requestLayout();
    }

    /** Those that stay keep their nodes. */
    private void replace(List<LinkPicture.Link> now) {
        Map<String, MappedLink> before = new LinkedHashMap<>(links);
        links.clear();
        for (LinkPicture.Link link : now) {
            MappedLink known = before.remove(link.key());
            links.put(link.key(), known == null ? new MappedLink(() -> choose.accept(link.key())) : known);
        }
        before.values().forEach(gone -> {
            lines.getChildren().remove(gone.line());
            rates.getChildren().remove(gone.rate());
            boxes.getChildren().remove(gone.box());
        });
        for (MappedLink link : links.values()) {
            if (link.box().getParent() == null) {
                lines.getChildren().add(link.line());
                rates.getChildren().add(link.rate());
                boxes.getChildren().add(link.box());
            }
        }
        boolean roomy = now.size() <= MapLayout.MOST_ROOMY;
        links.values().forEach(link -> link.roomy(roomy));
        oneStop();
    }

    private MappedLink mapped(String key) {
        MappedLink link = links.get(key);
        if (link == null) {
            throw new IllegalStateException("no such link");
        }
        return link;
    }

    /** Marks the relays that are chosen in the table. */
    void mark(Collection<String> keys) {
        links.forEach((key, link) -> link.mark(keys.contains(key)));
    }

    /** @param only the rooms whose links stand out; empty for all links alike */
    void standOut(Collection<String> only) {
        rooms = Set.copyOf(only);
        dim();
    }

    private void dim() {
        for (MappedLink link : links.values()) {
            Set<String> both = new HashSet<>(link.rooms());
            both.retainAll(rooms);
            link.dim(!rooms.isEmpty() && both.isEmpty());
        }
    }

    // ---- where things are ------------------------------------------------------------------------------------------

    /** A narrow map has fewer boxes in a row. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return MapLayout.of(links.size(), width < 0 ? getWidth() : width).height();
    }

    @Override
    protected double computePrefWidth(double height) {
        return MapLayout.LEAST_WIDTH;
    }

    @Override
    protected void layoutChildren() {
        MapLayout layout = MapLayout.of(links.size(), getWidth());
        List.of(lines, rates, boxes).forEach(layer -> layer.resizeRelocate(0, 0, getWidth(), getHeight()));
        put(centre, layout.centre());
        int place = 0;
        for (MappedLink link : links.values()) {
            MapLayout.Spot spot = layout.spots().get(place++);
            put(link.box(), spot.box());
            link.follow(spot);
        }
    }

    private static void put(Node node, Bounds at) {
        node.resizeRelocate(
                Math.rint(at.getMinX()), Math.rint(at.getMinY()), Math.rint(at.getWidth()), Math.rint(at.getHeight()));
    }

    // ---- by keys ---------------------------------------------------------------------------------------------------

    /** The box that has the focus, else the first, is where Tab stops. */
    private void oneStop() {
        List<MappedLink> all = new ArrayList<>(links.values());
        boolean focused = all.stream().anyMatch(link -> link.box().isFocused());
        for (int i = 0; i < all.size(); i++) {
            Node box = all.get(i).box();
            box.setFocusTraversable(focused ? box.isFocused() : i == 0);
        }
    }

    private void step(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case LEFT, UP -> -1;
                    case RIGHT, DOWN -> 1;
                    default -> 0;
                };
        List<MappedLink> all = new ArrayList<>(links.values());
        for (int i = 0; by != 0 && i < all.size(); i++) {
            if (all.get(i).box().isFocused()) {
                all.get(Math.floorMod(i + by, all.size())).box().requestFocus();
                oneStop();
                event.consume();
                return;
            }
        }
    }
}
