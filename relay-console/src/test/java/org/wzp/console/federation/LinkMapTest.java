package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.wzp.console.Snapshots;
import org.wzp.console.WindowExtension;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.shell.ConsoleWindow;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.GlobalRoomStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Outcome;

/** The map of links with snapshots made by hand, as the window's style sheets draw it. */
@ExtendWith(WindowExtension.class)
class LinkMapTest {
    private final List<String> chosen = new ArrayList<>();
    private final FederationViewModel model = new FederationViewModel(new CommandRunner(
            (actor, command) -> new Outcome.NothingToDo(new AlreadySo.NoSuchBan()), Runnable::run, Runnable::run));
    private LinkMap map;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        new ThemeSwitch(ThemeChoice.LIGHT);
        map = new LinkMap();
        map.whenChosen(chosen::add);
        model.picture().subscribe(map::show);
        Scene scene = new Scene(new VBox(map), 1060, 600);
        scene.getStylesheets().setAll(ConsoleWindow.styleSheets());
        stage.setScene(scene);
        stage.setWidth(1060);
        stage.setHeight(640);
        stage.show();
    }

    @AfterEach
    void end() throws Exception {
        WaitForAsyncUtils.asyncFx(stage::close).get();
    }

    private void show(PeerStatus... peers) throws Exception {
        inWindow(() -> {
            model.show(Snapshots.with(
                    Snapshots.running(1, Snapshots.NOON),
                    new FederationStatus(
                            List.of(peers), List.of(new GlobalRoomStatus("lobby", 3, 4, List.of())), List.of())));
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return true;
        });
    }

    private void showMany(int links) throws Exception {
        show(IntStream.rangeClosed(1, links)
                .mapToObj(number -> Snapshots.peer(
                        number, "Relay " + number, State.values()[number % State.values().length], number, "lobby"))
                .toArray(PeerStatus[]::new));
    }

    private List<Shape> lines() {
        return map.lookupAll(".map-line").stream().map(Shape.class::cast).toList();
    }

    private List<Button> boxes() {
        return map.lookupAll(".map-box").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20})
    void soManyLinksAreDrawnWithoutMeeting(int links) throws Exception {
        showMany(links);
        assertThat(inWindow(this::lines)).hasSize(links);
        assertThat(inWindow(() -> map.getHeight()))
                .isEqualTo(MapLayout.of(links, inWindow(() -> map.getWidth())).height());
        List<Bounds> places = inWindow(() ->
                map.lookupAll(".map-box").stream().map(Node::getBoundsInParent).toList());
        assertThat(places).hasSize(links + 1);
        for (int i = 0; i < places.size(); i++) {
            Bounds one = places.get(i);
            assertThat(places.subList(i + 1, places.size())).noneMatch(one::intersects);
        }
    }

    @Test
    void nothingOfAFewLinksIsCut() throws Exception {
        show(
                Snapshots.peer(1, "Branch office", State.UP, 1234, "lobby", "kitchen"),
                Snapshots.peer(2, "Club house", State.WAITING, 0),
                Snapshots.peer(3, "Anna’s home", State.EXPECTED, 0),
                Snapshots.peer(4, "Boat", State.CONNECTING, 0));
        List<String> texts = inWindow(() -> map.lookupAll(".label").stream()
                .map(Label.class::cast)
                .filter(label -> label.isVisible() && !label.getText().isEmpty())
                .peek(label ->
                        assertThat(((Text) label.lookup(".text")).getText()).isEqualTo(label.getText()))
                .map(Label::getText)
                .toList());
        assertThat(texts)
                .contains(
                        "This relay",
                        "1 of 4 linked",
                        "lobby",
                        "Branch office",
                        "linked, proven",
                        "lobby and 1 more",
                        "in 617/s\nout 617/s",
                        "down, next try in 4 s",
                        "waits to be dialled",
                        "connecting");
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void eachStateHasALineOfItsOwn(State state) throws Exception {
        show(Snapshots.peer(1, "Branch", state, 10), Snapshots.peer(2, "Club", another(state), 10));
        inWindow(() -> {
            assertThat(lines().getFirst().getStyleClass()).containsOnlyOnce(MappedLink.styleOf(state));
            assertThat(boxes().getFirst().getStyleClass()).containsOnlyOnce(MappedLink.styleOf(state));
            Shape one = lines().getFirst();
            Shape other = lines().getLast();
            assertThat(one.getStrokeDashArray()).isNotEqualTo(other.getStrokeDashArray());
            assertThat(one.getStrokeDashArray().isEmpty()).isEqualTo(state == State.UP);
            return true;
        });
    }

    private static State another(State state) {
        return State.values()[(state.ordinal() + 1) % State.values().length];
    }

    @Test
    void aBusierLinkIsWiderAndNoneIsInvisibleOrALine10PixelsWide() {
        assertThat(MappedLink.stroke(0)).isBetween(1.0, 2.0);
        assertThat(MappedLink.stroke(10)).isGreaterThan(MappedLink.stroke(0));
        assertThat(MappedLink.stroke(100)).isGreaterThan(MappedLink.stroke(10));
        assertThat(MappedLink.stroke(1e9)).isLessThan(10);
        assertThat(MappedLink.stroke(-1)).isEqualTo(MappedLink.stroke(0));
    }

    /** The same nodes at the same places with other figures: nothing is built anew, so nothing flickers. */
    @Test
    void aRefreshKeepsEveryNodeAndItsPlace() throws Exception {
        show(Snapshots.peer(1, "Branch", State.UP, 10, "lobby"), Snapshots.peer(2, "Club", State.UP, 10));
        Set<Node> before = inWindow(() -> Set.copyOf(map.lookupAll("*")));
        List<Double> places =
                inWindow(() -> boxes().stream().map(Node::getLayoutX).toList());
        double width = inWindow(() -> lines().getFirst().getStrokeWidth());

        show(Snapshots.peer(1, "Branch", State.UP, 1000, "lobby"), Snapshots.peer(2, "Club", State.UP, 10));
        assertThat(inWindow(() -> Set.copyOf(map.lookupAll("*")))).isEqualTo(before);
        assertThat(inWindow(() -> boxes().stream().map(Node::getLayoutX).toList()))
                .isEqualTo(places);
        assertThat(inWindow(() -> lines().getFirst().getStrokeWidth())).isGreaterThan(width);

        Node branch = inWindow(() -> boxes().getFirst());
        show(Snapshots.peer(1, "Branch", State.WAITING, 0), Snapshots.peer(3, "Home", State.UP, 10));
        assertThat(inWindow(() -> boxes().getFirst())).isSameAs(branch);
        assertThat(inWindow(() -> branch.getStyleClass()))
                .contains(MappedLink.styleOf(State.WAITING))
                .doesNotContain(MappedLink.styleOf(State.UP));
        assertThat(inWindow(this::lines)).hasSize(2);
    }

    @Test
    void aChosenRoomLeavesItsLinksAndDimsTheOthers() throws Exception {
        show(
                Snapshots.peer(1, "Branch", State.UP, 10, "lobby"),
                Snapshots.peer(2, "Club", State.UP, 10, "kitchen"),
                Snapshots.peer(3, "Home", State.UP, 10));
        inWindow(() -> {
            map.standOut(Set.of("lobby"));
            return true;
        });
        assertThat(inWindow(() -> boxes().stream()
                        .map(box -> box.getStyleClass().contains("map-dimmed"))
                        .toList()))
                .containsExactly(false, true, true);
        inWindow(() -> {
            map.standOut(Set.of());
            return true;
        });
        assertThat(inWindow(() -> map.lookupAll(".map-dimmed"))).isEmpty();
    }

    @Test
    void oneTabStopsAtTheMapArrowsGoRoundAndEnterChooses(FxRobot robot) throws Exception {
        show(
                Snapshots.peer(1, "Branch", State.UP, 10, "lobby"),
                Snapshots.peer(2, "Club", State.WAITING, 0),
                Snapshots.peer(3, "Home", State.UP, 10));
        assertThat(inWindow(
                        () -> boxes().stream().filter(Node::isFocusTraversable).toList()))
                .hasSize(1);
        inWindow(() -> {
            boxes().getFirst().requestFocus();
            return true;
        });
        robot.push(KeyCode.RIGHT).push(KeyCode.SPACE);
        robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT).push(KeyCode.LEFT).push(KeyCode.SPACE);
        assertThat(chosen).containsExactly(Snapshots.fingerprint(2), Snapshots.fingerprint(3));
        assertThat(inWindow(
                        () -> boxes().stream().filter(Node::isFocusTraversable).toList()))
                .hasSize(1);
    }

    @Test
    void aScreenReaderHearsAllOfALink() throws Exception {
        show(
                Snapshots.peer(1, "Branch", State.UP, 10, "lobby", "kitchen"),
                Snapshots.peer(2, "Club", State.WAITING, 0));
        assertThat(inWindow(() -> boxes().stream().map(Node::getAccessibleText).toList()))
                .containsExactly(
                        "Branch: linked, proven. 5 datagrams/s in, 5 out. Rooms: lobby and kitchen",
                        "Club: down, next try in 4 s. The link was lost.");
        assertThat(inWindow(map::getAccessibleText)).startsWith("Map of the links");
    }
}
