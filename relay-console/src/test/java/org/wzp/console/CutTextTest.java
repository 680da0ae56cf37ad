package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KeepOut;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomStatus;

/** No text is cut at the sizes the window is used in, with real callers in real rooms; {@link GermanCutTextTest} asks it of German. */
class CutTextTest extends RehearsedWindow {
    /** May be cut: what happened last is news, and the same words stand elsewhere. */
    private static final Set<String> MAY_BE_CUT = Set.of("event");

    private static final int LEAST_TABLES = 18;
    private static final int MOST_ROWS = 10;
    /** Longer sentences have no room in the column. */
    private static final int SHORT_CHARS = 60;

    @ParameterizedTest
    @CsvSource({"1280, 800, 100", "900, 600, 100", "1280, 800, 125"})
    void nothingIsCutAndNoTableScrollsSideways(int width, int height, int percent) throws Exception {
        everythingHasRows();
        // the longest words for it, whichever room is chosen
        for (RoomStatus room : window.relay().snapshot().rooms()) {
            window.relay().execute("test", new SetRoomPolicy(room.name(), RoomPolicy.ALLOW_LIST));
        }
        soon(() -> window.relay().snapshot().access().rules().size() == 3);
        size(width, height, percent);
        List<String> faults = new ArrayList<>();
        int[] seen = new int[2];
        eachPage((where, root) -> {
            seen[0] += inWindow(() -> nodes(root, TableView.class).size());
            faults.addAll(inWindow(() -> faults(where, root, width)));
            seen[1] += inWindow(() -> typeIntoFilters(root, "e"));
            faults.addAll(inWindow(() -> faults(where + ", filtered", root, width)));
            inWindow(() -> typeIntoFilters(root, ""));
        });
        inWindow(() -> {
            window.run(ConsoleAction.LOOK_BACK);
            return true;
        });
        soon(() ->
                root().lookup("#timeBar") != null && root().lookup("#timeBar").isVisible());
        faults.addAll(inWindow(() -> faults("the past", root(), width)));
        assertThat(seen[0]).isGreaterThanOrEqualTo(LEAST_TABLES);
        assertThat(seen[1]).as("every table has a filter").isEqualTo(seen[0]);
        assertThat(faults).isEmpty();
    }

    /** Events and audit log; the log's lines are English, and told the same way. */
    @Test
    void whatHasNoRoomInARowIsToldWholeBelowItsTableInTheSmallestWindow() throws Exception {
        everythingHasRows();
        String reason = "shouted at everybody who wanted to speak, for the third time in a week".repeat(2);
        window.relay()
                .execute(
                        "test",
                        new AddBan(
                                BanTarget.Prefix.of("192.0.2.0/24"),
                                Optional.empty(),
                                reason,
                                new KeepOut.For(Duration.ofMinutes(90))));
        size(900, 600, 100);
        go(Place.JOURNAL);
        int tab = 0;
        for (String name : List.of("event", "audit")) {
            int shown = tab++;
            inWindow(() -> {
                ((TabPane) root().lookup("#tabs")).getSelectionModel().select(shown);
                return true;
            });
            settles();
            int rows = inWindow(() -> table(name).getItems().size());
            int cut = 0;
            for (int row = 0; row < Math.min(rows, MOST_ROWS); row++) {
                int chosen = row;
                inWindow(() -> {
                    table(name).getSelectionModel().clearAndSelect(chosen);
                    root().applyCss();
                    root().layout();
                    return true;
                });
                String told = inWindow(() -> toldWhole((Label) root().lookup("#" + name + "Detail")));
                assertThat(told).as(name + " " + row + " below its table").isNotEmpty();
                cut += told.length() > SHORT_CHARS ? 1 : 0;
            }
            assertThat(cut)
                    .as("rows of the table of %ss whose sentence is long", name)
                    .isPositive();
        }
    }

    private TableView<?> table(String name) {
        return (TableView<?>) root().lookup("#" + name + "Table");
    }

    /** Empty when it is not to be seen whole. */
    private String toldWhole(Label detail) {
        return detail.isVisible() && !isCut(detail) && isInSight(detail) ? detail.getText() : "";
    }

    private boolean isInSight(Node node) {
        return root().getLayoutBounds().contains(root().sceneToLocal(node.localToScene(node.getLayoutBounds())));
    }

    @Test
    void nothingIsCutInTheQuestions(FxRobot robot) throws Exception {
        everythingHasRows();
        List<String> faults = new ArrayList<>();
        eachQuestion(
                robot,
                (where, root) -> inWindow(() -> {
                    assertThat(nodes(root, Labeled.class)).isNotEmpty();
                    return faults.addAll(
                            faults(where, root, (int) root.getScene().getWidth()));
                }));
        assertThat(faults).isEmpty();
    }

    private static List<String> faults(String where, Parent root, int width) {
        // values that came in since the last pulse are not laid out yet
        root.applyCss();
        root.layout();
        Stream<String> bars = nodes(root, ScrollBar.class).stream()
                .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible())
                .map(bar -> "a horizontal scroll bar in " + bar.getParent().getParent());
        Stream<String> outside = nodes(root, Labeled.class).stream()
                .filter(label -> label.localToScene(label.getBoundsInLocal()).getMaxX() > width + 0.5)
                .map(label -> "reaches beyond the window: " + label);
        Stream<String> cut = nodes(root, Labeled.class).stream()
                .filter(label -> !MAY_BE_CUT.contains(String.valueOf(label.getId())))
                .filter(CutTextTest::isCut)
                .map(label -> "is cut: " + label.getText());
        return Stream.of(bars, outside, cut)
                .flatMap(found -> found)
                .map(fault -> where + ": " + fault)
                .toList();
    }

    /** A sentence in a row can be of any length; below the table the chosen one is told whole. */
    private static boolean isCut(Labeled label) {
        return !label.getStyleClass().contains("sentence")
                && label.getChildrenUnmodifiable().stream()
                        .filter(child -> child instanceof Text && child != label.getGraphic())
                        .map(child -> ((Text) child).getText())
                        .anyMatch(shown -> label.getText() != null && !shown.equals(label.getText()));
    }
}
