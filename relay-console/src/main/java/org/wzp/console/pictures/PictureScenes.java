package org.wzp.console.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.action.Questions;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

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

    private static final long READING_NANOS = 2 * Questions.READING_TIME.toNanos();

    private static final int LOOKED_BACK_SECONDS = 15;

    private final Stage stage;
    private final ConsoleGraph graph;
    private final ConfiguredRelay relay;
    private final TroubledConfiguration configuration;
    private final Patience patience;
    private final LinkedRelays others;
    private final NearbyPicture nearby;

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
        this.others = new LinkedRelays(relay);
        this.nearby = new NearbyPicture(relay);
    }

    /** Ends what was started for the pictures. */
    void end() {
        others.end();
        nearby.end();
    }

    /** In this order, because what is stopped and spoilt stays so. */
    List<PictureScene> all() {
        List<PictureScene> scenes = new ArrayList<>();
        for (Place place : Place.values()) {
            scenes.add(view(place.id(), place));
        }
        scenes.addAll(people());
        scenes.addAll(federation());
        scenes.addAll(lastHour());
        scenes.add(new PictureScene("shortcuts", () -> run(ConsoleAction.SHORTCUTS), this::somethingAsks, this::close));
        scenes.add(new PictureScene("kick", this::askToKick, this::somethingAsks, this::close));
        scenes.add(new PictureScene("notice", this::kick, this::somebodyWasKicked, () -> run(ConsoleAction.UNDO)));
        scenes.add(new PictureScene("stop", this::askToStop, this::somethingAsks, this::close));
        scenes.add(new PictureScene("access-rules", this::makeRules, this::rulesAreShown, () -> {}));
        scenes.add(new PictureScene("ban", this::askToBan, this::somethingAsks, this::close));
        scenes.add(new PictureScene("access-filtered", this::filterAccess, () -> true, this::clearFilters));
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
                            run(Place.JOURNAL.action());
                            ((TabPane) find("#tabs")).getSelectionModel().selectLast();
                        },
                        () -> true,
                        () -> ((TabPane) find("#tabs")).getSelectionModel().select(0)),
                new PictureScene(
                        "settings-appearance",
                        () -> {
                            run(Place.SETTINGS.action());
                            ((ScrollPane) find(".page-scroll")).setVvalue(1);
                        },
                        () -> true,
                        () -> ((ScrollPane) find(".page-scroll")).setVvalue(0)),
                new PictureScene(
                        "private",
                        () -> {
                            run(Place.ROOMS.action());
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
                    run(place.action());
                    Platform.runLater(() -> run(action));
                },
                this::somethingAsks,
                this::close);
    }

    /** A relay that runs, and nobody is there. */
    private List<PictureScene> empty() {
        return Stream.of(Place.OVERVIEW, Place.ROOMS, Place.CONTENTION)
                .map(place -> new PictureScene(
                        "empty-" + place.id(),
                        () -> {
                            run(place.action());
                            run(ConsoleAction.END_REHEARSAL);
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
                            run(Place.OVERVIEW.action());
                            run(ConsoleAction.CHECK_ADDRESS);
                            ((ScrollPane) find(".page-scroll")).setVvalue(1);
                        },
                        () -> ((VBox) find("#findings")).getChildren().size() > 2,
                        () -> ((ScrollPane) find(".page-scroll")).setVvalue(0)),
                new PictureScene(
                        "contention-developers",
                        () -> {
                            run(Place.CONTENTION.action());
                            ((TitledPane) find("#developers")).setExpanded(true);
                        },
                        () -> true,
                        () -> ((TitledPane) find("#developers")).setExpanded(false)),
                past(Place.OVERVIEW),
                past(Place.ROOMS));
    }

    private PictureScene past(Place place) {
        return new PictureScene(
                "past-" + place.id(),
                () -> {
                    run(place.action());
                    graph.look(snapshot().at().getEpochSecond() - LOOKED_BACK_SECONDS);
                },
                () -> shown("#timeBar"),
                () -> run(ConsoleAction.BACK_TO_NOW));
    }

    /** After the picture of the view without links. */
    private List<PictureScene> federation() {
        return List.of(
                federation("links", others::link, others::areLinked, () -> {}),
                federation("add", () -> Platform.runLater(this::addRelay), this::somethingAsks, this::close),
                federation("down", others::cut, others::oneIsDown, () -> {}),
                federation("knock", this::knock, () -> others.oneKnocks() && knockIsChosen(), () -> {}),
                federation(
                        "trust",
                        () -> Platform.runLater(() -> run(ConsoleAction.TRUST_RELAY)),
                        this::somethingAsks,
                        this::close),
                federation("nearby", nearby::announce, () -> nearby.areHeard() && nearbyIsChosen(), () -> {}),
                new PictureScene("federation-attention", () -> run(Place.OVERVIEW.action()), () -> true, () -> {}));
    }

    /** What is told of people, and asked about them. */
    private List<PictureScene> people() {
        return List.of(
                new PictureScene("person", () -> askAbout(ConsoleAction.PERSON_CARD), this::somethingAsks, this::close),
                new PictureScene("why", this::askWhy, this::somethingAsks, this::close),
                new PictureScene(
                        "ban-person", () -> askAbout(ConsoleAction.BAN_PERSON), this::somethingAsks, this::close),
                new PictureScene("all-people", this::showAllPeople, () -> true, () -> run(ConsoleAction.ALL_PEOPLE)));
    }

    private void askWhy() {
        run(Place.ROOMS.action());
        chooseRoom();
        TableView<?> people = (TableView<?>) find("#peopleTable");
        people.getSelectionModel().clearAndSelect(0);
        people.getSelectionModel().select(1);
        Platform.runLater(() -> run(ConsoleAction.WHY_NOT_HEAR));
    }

    private void showAllPeople() {
        run(Place.ROOMS.action());
        run(ConsoleAction.ALL_PEOPLE);
    }

    private PictureScene federation(String name, Runnable arrange, BooleanSupplier ready, Runnable restore) {
        return new PictureScene(
                "federation-" + name,
                () -> {
                    run(Place.FEDERATION.action());
                    arrange.run();
                },
                ready,
                restore);
    }

    /** Chosen anew for each picture: the window scrolls to what is chosen, and to other places at another size. */
    private void knock() {
        ((TableView<?>) find("#knockTable")).getSelectionModel().clearSelection();
        others.knock();
    }

    private boolean nearbyIsChosen() {
        TableView<?> relays = (TableView<?>) find("#nearbyTable");
        relays.getSelectionModel().clearAndSelect(0);
        ScrollPane page = (ScrollPane) find(".page-scroll");
        double below = relays.localToScene(0, 0).getY()
                - page.getContent().localToScene(0, 0).getY();
        double hidden = page.getContent().getLayoutBounds().getHeight()
                - page.getViewportBounds().getHeight();
        page.setVvalue(hidden <= 0 ? 0 : Math.min(1, below / hidden));
        return !relays.getSelectionModel().isEmpty();
    }

    private boolean knockIsChosen() {
        TableView<?> knocks = (TableView<?>) find("#knockTable");
        knocks.getSelectionModel().selectFirst();
        return !knocks.getSelectionModel().isEmpty();
    }

    private void addRelay() {
        patience.when(this::somethingAsks, () -> {
            type("#relay-url", "relay.example.org:4433");
            type(
                    "#relay-fingerprint",
                    snapshot().federation().peers().getFirst().fingerprint());
            type("#relay-label", "Branch office");
        });
        run(ConsoleAction.ADD_RELAY);
    }

    private void type(String field, String text) {
        ((TextField) dialogs().getFirst().getScene().lookup(field)).setText(text);
    }

    private PictureScene view(String name, Place place) {
        return new PictureScene(
                name,
                () -> {
                    run(place.action());
                    if (place == Place.ROOMS) {
                        chooseRoom();
                    }
                },
                () -> true,
                () -> {});
    }

    private void chooseRoom() {
        ((TableView<?>) find("#roomTable")).getSelectionModel().clearAndSelect(0);
    }

    private PictureScene journal(String name, int tab) {
        return new PictureScene(
                "journal-" + name,
                () -> {
                    run(Place.JOURNAL.action());
                    ((TabPane) find("#tabs")).getSelectionModel().select(tab);
                },
                () -> ((TableView<?>) find("#" + name + "Table")).getItems().size() > 0,
                () -> ((TabPane) find("#tabs")).getSelectionModel().select(0));
    }

    private PictureScene stopped(Place place) {
        Runnable arrange = () -> {
            run(place.action());
            if (snapshot().state() == RelayState.RUNNING) {
                askToStop();
                patience.when(this::somethingAsks, () -> answer("#confirm"));
            }
        };
        return new PictureScene(
                "stopped-" + place.id(), arrange, () -> snapshot().state() == RelayState.STOPPED, () -> {});
    }

    private PictureScene failing(String name, Runnable spoil, String sentence) {
        BooleanSupplier failed = () -> snapshot().state() == RelayState.FAILED
                && snapshot().failure().filter(why -> why.contains(sentence)).isPresent();
        Runnable arrange = () -> {
            run(Place.OVERVIEW.action());
            if (!failed.getAsBoolean()) {
                spoil.run();
                run(ConsoleAction.START_OR_STOP);
            }
        };
        return new PictureScene(name, arrange, failed, configuration::mend);
    }

    private void askToKick() {
        askAbout(ConsoleAction.KICK);
    }

    private void askAbout(ConsoleAction action) {
        run(Place.ROOMS.action());
        chooseRoom();
        TableView<?> people = (TableView<?>) find("#peopleTable");
        people.getSelectionModel().clearAndSelect(people.getItems().size() / 2);
        // A question waits for its answer, which nothing that runs in an animation may.
        Platform.runLater(() -> run(action));
    }

    private void kick() {
        askToKick();
        patience.when(this::somethingAsks, () -> {
            ComboBox<?> scope = (ComboBox<?>) dialogs().getFirst().getScene().lookup("#removal-scope");
            scope.getSelectionModel().select(1);
            answer("#kick-confirm");
        });
    }

    /** The notice alone may be that of the picture before. */
    private boolean somebodyWasKicked() {
        return dialogs().isEmpty() && !snapshot().access().bans().isEmpty() && shown("#notice");
    }

    private void askToStop() {
        Platform.runLater(() -> run(ConsoleAction.START_OR_STOP));
    }

    private void makeRules() {
        if (snapshot().access().rules().isEmpty()) {
            run(Place.ROOMS.action());
            chooseRoom();
            run(ConsoleAction.KEEP_TO_THOSE_INSIDE);
        }
        if (snapshot().access().bans().isEmpty()) {
            kick();
        }
    }

    private boolean rulesAreShown() {
        boolean made = !snapshot().access().rules().isEmpty()
                && !snapshot().access().bans().isEmpty();
        if (made) {
            run(Place.ACCESS.action());
        }
        return made;
    }

    private void askToBan() {
        run(Place.ACCESS.action());
        Platform.runLater(() -> run(ConsoleAction.ADD_BAN));
    }

    private void filterAccess() {
        run(Place.ACCESS.action());
        typeIntoFilters("per");
    }

    private void clearFilters() {
        typeIntoFilters("");
    }

    private void typeIntoFilters(String text) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().lookupAll(".filter-field").forEach(field -> ((TextField) field).setText(text));
    }

    private void run(ConsoleAction action) {
        graph.actions().run(action);
    }

    private RelaySnapshot snapshot() {
        return relay.snapshot();
    }

    private boolean shown(String selector) {
        return stage.getScene().lookup(selector) != null;
    }

    private Node find(String selector) {
        // a view that was opened just now has its controls only once it is styled and laid out
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        Node node = stage.getScene().lookup(selector);
        if (node == null) {
            throw new IllegalStateException("the window has no " + selector);
        }
        return node;
    }

    @SuppressWarnings("ReferenceEquality") // the very one is meant
    private List<Window> dialogs() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window != stage && window.isShowing())
                .toList();
    }

    private boolean somethingAsks() {
        return !dialogs().isEmpty();
    }

    private void close() {
        dialogs().forEach(Window::hide);
    }

    /** A question takes no answer at first, and each attempt begins that time anew. */
    private void answer(String button) {
        long asked = System.nanoTime();
        patience.when(() -> System.nanoTime() - asked > READING_NANOS, () -> press(button));
    }

    private void press(String button) {
        Consumer<Window> fire = dialog -> ((Button) dialog.getScene().lookup(button)).fire();
        dialogs().forEach(fire);
    }
}
