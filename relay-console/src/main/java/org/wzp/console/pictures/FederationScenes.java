package org.wzp.console.pictures;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.pictures.PictureScenes.Patience;
import org.wzp.console.pictures.PictureScenes.PictureScene;
import org.wzp.console.relay.ConfiguredRelay;

/** Links to other relays that really run: one that stands, one that is down, one that wants to be, and relays nearby. */
final class FederationScenes {
    private final ConfiguredRelay relay;
    private final WindowHand hand;
    private final Patience patience;
    private final LinkedRelays others;
    private final NearbyPicture nearby;

    FederationScenes(ConfiguredRelay relay, WindowHand hand, Patience patience) {
        this.relay = relay;
        this.hand = hand;
        this.patience = patience;
        this.others = new LinkedRelays(relay);
        this.nearby = new NearbyPicture(relay);
    }

    /** Ends what was started for the pictures. */
    void end() {
        others.end();
        nearby.end();
    }

    /** After the picture of the view without links. */
    List<PictureScene> all() {
        return List.of(
                federation("links", others::link, others::areLinked, () -> {}),
                federation("add", () -> Platform.runLater(this::addRelay), hand::somethingAsks, hand::close),
                federation("down", others::cut, others::oneIsDown, () -> {}),
                federation("knock", this::knock, () -> others.oneKnocks() && knockIsChosen(), () -> {}),
                federation(
                        "trust",
                        () -> Platform.runLater(() -> hand.run(ConsoleAction.TRUST_RELAY)),
                        hand::somethingAsks,
                        hand::close),
                federation("nearby", nearby::announce, () -> nearby.areHeard() && nearbyIsChosen(), () -> {}),
                new PictureScene(
                        "federation-attention", () -> hand.run(Place.OVERVIEW.action()), () -> true, () -> {}));
    }

    private PictureScene federation(String name, Runnable arrange, BooleanSupplier ready, Runnable restore) {
        return new PictureScene(
                "federation-" + name,
                () -> {
                    hand.run(Place.FEDERATION.action());
                    arrange.run();
                },
                ready,
                restore);
    }

    /** Chosen anew for each picture: the window scrolls to what is chosen, and to other places at another size. */
    private void knock() {
        ((TableView<?>) hand.find("#knockTable")).getSelectionModel().clearSelection();
        others.knock();
    }

    private boolean nearbyIsChosen() {
        TableView<?> relays = (TableView<?>) hand.find("#nearbyTable");
        relays.getSelectionModel().clearAndSelect(0);
        ScrollPane page = (ScrollPane) hand.find(".page-scroll");
        double below = relays.localToScene(0, 0).getY()
                - page.getContent().localToScene(0, 0).getY();
        double hidden = page.getContent().getLayoutBounds().getHeight()
                - page.getViewportBounds().getHeight();
        page.setVvalue(hidden <= 0 ? 0 : Math.min(1, below / hidden));
        return !relays.getSelectionModel().isEmpty();
    }

    private boolean knockIsChosen() {
        TableView<?> knocks = (TableView<?>) hand.find("#knockTable");
        knocks.getSelectionModel().selectFirst();
        return !knocks.getSelectionModel().isEmpty();
    }

    private void addRelay() {
        patience.when(hand::somethingAsks, () -> {
            hand.type("#relay-url", "relay.example.org:4433");
            hand.type(
                    "#relay-fingerprint",
                    relay.snapshot().federation().peers().getFirst().fingerprint());
            hand.type("#relay-label", "Branch office");
        });
        hand.run(ConsoleAction.ADD_RELAY);
    }
}
