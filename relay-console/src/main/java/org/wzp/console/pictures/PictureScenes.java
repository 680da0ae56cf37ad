package org.wzp.console.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.StartWords;

/**
 * What pictures are taken of, arranged by the window's own actions on the relay that really runs: every view, every question,
 * and what goes wrong. Needs rehearsal callers for what is done to people.
 */
final class PictureScenes {
    /**
     * @param arrange called before each picture of the scene
     * @param ready when the picture can be taken
     * @param restore called after each
     */
    record PictureScene(String name, Runnable arrange, BooleanSupplier ready, Runnable restore) {}

    /** Runs something as soon as a condition holds. */
    @FunctionalInterface
    interface Patience {
        void when(BooleanSupplier condition, Runnable then);
    }

    private static final int LOOKED_BACK_SECONDS = 15;

    private final Stage stage;
    private final ConsoleGraph graph;
    private final ConfiguredRelay relay;
    private final TroubledConfiguration configuration;
    private final Patience patience;
    private final WindowHand hand;
    private final FederationScenes links;

    PictureScenes(
            Stage stage,
            ConsoleGraph graph,
            ConfiguredRelay relay,
            TroubledConfiguration configuration,
            Patience patience) {
        this.stage = stage;
        this.graph = graph;
        this.relay = relay;
        this.configuration = configuration;
        this.patience = patience;
        this.hand = new WindowHand(stage, graph, patience);
        this.links = new FederationScenes(relay, hand, patience);
    }

    /** Ends what was started for the pictures. */
    void end() {
        links.end();
    }

    /** In this order, because what is stopped and spoilt stays so. */
    List<PictureScene> all() {
        List<PictureScene> scenes = new ArrayList<>();
        for (Place place : Place.values()) {
            scenes.add(view(place.id(), place));
        }
        scenes.addAll(people());
        scenes.addAll(links.all());
        scenes.addAll(lastHour());
        scenes.add(new PictureScene(
                "shortcuts", () -> hand.run(ConsoleAction.SHORTCUTS), hand::somethingAsks, hand::close));
        scenes.add(new PictureScene("kick", this::askToKick, hand::somethingAsks, hand::close));
        scenes.add(new PictureScene("notice", this::kick, this::somebodyWasKicked, () -> hand.run(ConsoleAction.UNDO)));
        scenes.add(new PictureScene("stop", this::askToStop, hand::somethingAsks, hand::close));
        scenes.add(new PictureScene("access-rules", this::makeRules, this::rulesAreShown, () -> {}));
        scenes.add(new PictureScene("ban", this::askToBan, hand::somethingAsks, hand::close));
        scenes.add(new PictureScene("access-filtered", this::filterAccess, () -> true, this::clearFilters));
        scenes.addAll(new AccessScenes(hand).all());
        scenes.add(journal("audit", 1));
        scenes.add(journal("log", 2));
        scenes.addAll(more());
        scenes.addAll(empty());
        for (Place place : Place.values()) {
            scenes.add(stopped(place));
        }
        scenes.add(failing("port-taken", configuration::takePort, "taken"));
        scenes.add(failing("configuration-broken", configuration::breakFile, "relay.toml"));
        return scenes;
    }

    /** Questions and parts of views that are seen only when they are asked for. */
    private List<PictureScene> more() {
        return List.of(
                asked("palette", Place.ROOMS, ConsoleAction.PALETTE),
                asked("why-join", Place.ACCESS, ConsoleAction.WHY_JOIN),
                asked("export", Place.ROOMS, ConsoleAction.EXPORT),
                asked("share", Place.FEDERATION, ConsoleAction.SHARE_ROOM),
                asked("deep-look", Place.CONTENTION, ConsoleAction.DEEP_LOOK),
                asked("watch", Place.ROOMS, ConsoleAction.WATCH_PACKETS),
                new PictureScene(
                        "journal-packets",
                        () -> {
                            hand.run(Place.JOURNAL.action());
                            ((TabPane) hand.find("#tabs")).getSelectionModel().selectLast();
                        },
                        () -> true,
                        () -> ((TabPane) hand.find("#tabs")).getSelectionModel().select(0)),
                new PictureScene(
                        "settings-appearance",
                        () -> {
                            hand.run(Place.SETTINGS.action());
                            ((ScrollPane) hand.find(".page-scroll")).setVvalue(1);
                        },
                        () -> true,
                        () -> ((ScrollPane) hand.find(".page-scroll")).setVvalue(0)),
                new PictureScene(
                        "private",
                        () -> {
                            hand.run(Place.ROOMS.action());
                            graph.preferences().hidden().setValue(true);
                            chooseRoom();
                        },
                        () -> true,
                        () -> graph.preferences().hidden().setValue(false)));
    }

    private PictureScene asked(String name, Place place, ConsoleAction action) {
        return new PictureScene(
                name,
                () -> {
                    hand.run(place.action());
                    Platform.runLater(() -> hand.run(action));
                },
                hand::somethingAsks,
                hand::close);
    }

    /** A relay that runs, and nobody is there. */
    private List<PictureScene> empty() {
        return Stream.of(Place.OVERVIEW, Place.ROOMS, Place.CONTENTION)
                .map(place -> new PictureScene(
                        "empty-" + place.id(),
                        () -> {
                            hand.run(place.action());
                            hand.run(ConsoleAction.END_REHEARSAL);
                        },
                        () -> snapshot().rooms().isEmpty(),
                        () -> {}))
                .toList();
    }

    /** The check of the addresses, the tables for developers, and a moment of the past. */
    private List<PictureScene> lastHour() {
        return List.of(
                new PictureScene(
                        "self-check",
                        () -> {
                            hand.run(Place.OVERVIEW.action());
                            hand.run(ConsoleAction.CHECK_ADDRESS);
                            ((ScrollPane) hand.find(".page-scroll")).setVvalue(1);
                        },
                        () -> ((VBox) hand.find("#findings")).getChildren().size() > 2,
                        () -> ((ScrollPane) hand.find(".page-scroll")).setVvalue(0)),
                new PictureScene(
                        "contention-developers",
                        () -> {
                            hand.run(Place.CONTENTION.action());
                            ((TitledPane) hand.find("#developers")).setExpanded(true);
                        },
                        () -> true,
                        () -> ((TitledPane) hand.find("#developers")).setExpanded(false)),
                past(Place.OVERVIEW),
                past(Place.ROOMS));
    }

    private PictureScene past(Place place) {
        return new PictureScene(
                "past-" + place.id(),
                () -> {
                    hand.run(place.action());
                    graph.look(snapshot().at().getEpochSecond() - LOOKED_BACK_SECONDS);
                },
                () -> hand.shown("#timeBar"),
                () -> hand.run(ConsoleAction.BACK_TO_NOW));
    }

    /** What is told of people, and asked about them. */
    private List<PictureScene> people() {
        return List.of(
                new PictureScene("person", () -> askAbout(ConsoleAction.PERSON_CARD), hand::somethingAsks, hand::close),
                new PictureScene("why", this::askWhy, hand::somethingAsks, hand::close),
                new PictureScene("why-nobody", this::askWhyOfNobody, hand::somethingAsks, hand::close),
                new PictureScene(
                        "ban-person", () -> askAbout(ConsoleAction.BAN_PERSON), hand::somethingAsks, hand::close),
                new PictureScene(
                        "all-people", this::showAllPeople, () -> true, () -> hand.run(ConsoleAction.ALL_PEOPLE)));
    }

    private void askWhy() {
        hand.run(Place.ROOMS.action());
        chooseRoom();
        TableView<?> people = (TableView<?>) hand.find("#peopleTable");
        people.getSelectionModel().clearAndSelect(0);
        people.getSelectionModel().select(1);
        Platform.runLater(() -> hand.run(ConsoleAction.WHY_NOT_HEAR));
    }

    private void askWhyOfNobody() {
        hand.run(Place.ROOMS.action());
        chooseRoom();
        ((TableView<?>) hand.find("#peopleTable")).getSelectionModel().clearSelection();
        Platform.runLater(() -> hand.run(ConsoleAction.WHY_NOT_HEAR));
    }

    private void showAllPeople() {
        hand.run(Place.ROOMS.action());
        hand.run(ConsoleAction.ALL_PEOPLE);
    }

    private PictureScene view(String name, Place place) {
        return new PictureScene(
                name,
                () -> {
                    hand.run(place.action());
                    if (place == Place.ROOMS) {
                        chooseRoom();
                    }
                },
                () -> true,
                () -> {});
    }

    private void chooseRoom() {
        ((TableView<?>) hand.find("#roomTable")).getSelectionModel().clearAndSelect(0);
    }

    private PictureScene journal(String name, int tab) {
        return new PictureScene(
                "journal-" + name,
                () -> {
                    hand.run(Place.JOURNAL.action());
                    ((TabPane) hand.find("#tabs")).getSelectionModel().select(tab);
                },
                () -> ((TableView<?>) hand.find("#" + name + "Table"))
                                .getItems()
                                .size()
                        > 0,
                () -> ((TabPane) hand.find("#tabs")).getSelectionModel().select(0));
    }

    private PictureScene stopped(Place place) {
        Runnable arrange = () -> {
            hand.run(place.action());
            if (snapshot().state() == RelayState.RUNNING) {
                askToStop();
                patience.when(hand::somethingAsks, () -> hand.answer("#confirm"));
            }
        };
        return new PictureScene(
                "stopped-" + place.id(), arrange, () -> snapshot().state() == RelayState.STOPPED, () -> {});
    }

    private PictureScene failing(String name, Runnable spoil, String sentence) {
        BooleanSupplier failed = () -> snapshot().state() == RelayState.FAILED
                && snapshot()
                        .failure()
                        .filter(why -> StartWords.english(why.cause()).contains(sentence))
                        .isPresent();
        Runnable arrange = () -> {
            hand.run(Place.OVERVIEW.action());
            if (!failed.getAsBoolean()) {
                spoil.run();
                hand.run(ConsoleAction.START_OR_STOP);
            }
        };
        return new PictureScene(name, arrange, failed, configuration::mend);
    }

    private void askToKick() {
        askAbout(ConsoleAction.KICK);
    }

    private void askAbout(ConsoleAction action) {
        hand.run(Place.ROOMS.action());
        chooseRoom();
        TableView<?> people = (TableView<?>) hand.find("#peopleTable");
        people.getSelectionModel().clearAndSelect(people.getItems().size() / 2);
        // A question waits for its answer, which nothing that runs in an animation may.
        Platform.runLater(() -> hand.run(action));
    }

    private void kick() {
        askToKick();
        patience.when(hand::somethingAsks, () -> {
            ComboBox<?> scope =
                    (ComboBox<?>) hand.dialogs().getFirst().getScene().lookup("#removal-scope");
            scope.getSelectionModel().select(1);
            hand.answer("#kick-confirm");
        });
    }

    /** The notice alone may be that of the picture before. */
    private boolean somebodyWasKicked() {
        return hand.dialogs().isEmpty() && !snapshot().access().bans().isEmpty() && hand.shown("#notice");
    }

    private void askToStop() {
        Platform.runLater(() -> hand.run(ConsoleAction.START_OR_STOP));
    }

    private void makeRules() {
        if (snapshot().access().rules().isEmpty()) {
            hand.run(Place.ROOMS.action());
            chooseRoom();
            hand.run(ConsoleAction.KEEP_TO_THOSE_INSIDE);
        }
        if (snapshot().access().bans().isEmpty()) {
            kick();
        }
    }

    private boolean rulesAreShown() {
        boolean made = !snapshot().access().rules().isEmpty()
                && !snapshot().access().bans().isEmpty();
        if (made) {
            hand.run(Place.ACCESS.action());
        }
        return made;
    }

    private void askToBan() {
        hand.run(Place.ACCESS.action());
        Platform.runLater(() -> hand.run(ConsoleAction.ADD_BAN));
    }

    private void filterAccess() {
        hand.run(Place.ACCESS.action());
        typeIntoFilters("per");
    }

    private void clearFilters() {
        typeIntoFilters("");
    }

    private void typeIntoFilters(String text) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().lookupAll(".filter-field").forEach(field -> ((TextField) field).setText(text));
    }

    private RelaySnapshot snapshot() {
        return relay.snapshot();
    }
}
