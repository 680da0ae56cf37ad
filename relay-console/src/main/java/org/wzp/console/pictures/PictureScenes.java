package org.wzp.console.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
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

    private final Stage stage;
    private final ConsoleGraph graph;
    private final ConfiguredRelay relay;
    private final TroubledConfiguration configuration;
    private final Patience patience;

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
    }

    /** In this order, because what is stopped and spoilt stays so. */
    List<PictureScene> all() {
        List<PictureScene> scenes = new ArrayList<>();
        for (Place place : Place.values()) {
            scenes.add(view(place.id(), place));
        }
        scenes.add(new PictureScene("shortcuts", () -> run(ConsoleAction.SHORTCUTS), this::somethingAsks, this::close));
        scenes.add(new PictureScene("kick", this::askToKick, this::somethingAsks, this::close));
        scenes.add(new PictureScene("notice", this::kick, this::somebodyWasKicked, () -> run(ConsoleAction.UNDO)));
        scenes.add(new PictureScene("stop", this::askToStop, this::somethingAsks, this::close));
        scenes.add(new PictureScene("access-rules", this::makeRules, this::rulesAreShown, () -> {}));
        scenes.add(new PictureScene("ban", this::askToBan, this::somethingAsks, this::close));
        scenes.add(new PictureScene("access-filtered", this::filterAccess, () -> true, this::clearFilters));
        for (Place place : Place.values()) {
            scenes.add(stopped(place));
        }
        scenes.add(failing("port-taken", configuration::takePort, "taken"));
        scenes.add(failing("configuration-broken", configuration::breakFile, "relay.toml"));
        return scenes;
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

    private PictureScene failing(String name, Runnable spoil, String said) {
        Runnable arrange = () -> {
            run(Place.OVERVIEW.action());
            spoil.run();
            run(ConsoleAction.START_OR_STOP);
        };
        return new PictureScene(
                name,
                arrange,
                () -> snapshot().failure().filter(why -> why.contains(said)).isPresent(),
                configuration::mend);
    }

    private void askToKick() {
        run(Place.ROOMS.action());
        chooseRoom();
        TableView<?> people = (TableView<?>) find("#peopleTable");
        people.getSelectionModel().clearAndSelect(people.getItems().size() / 2);
        // A question waits for its answer, which nothing that runs in an animation may.
        Platform.runLater(() -> run(ConsoleAction.KICK));
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
        // a view that was opened just now has its parts only once it is styled and laid out
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
