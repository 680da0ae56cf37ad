package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.application.Application;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.TableView;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.wzp.console.shell.ThemeChoice;

/** Every view and question can be read in both themes, is told to screen readers, and is walked through with Tab alone. */
class ReadableTest extends RehearsedWindow {
    /** What WCAG 2.2 asks of text (level AA). */
    private static final double LEAST_CONTRAST = 4.5;

    /** What it asks of lines that say something. */
    private static final double LEAST_OF_LINES = 3;

    /** More than one of each kind that the rehearsal has. */
    private static final int ROWS_CHOSEN = 8;

    /** More than any view has to offer. */
    private static final int MOST_TABS = 200;

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyTextStandsOutFromWhatIsBehindIt(ThemeChoice theme, FxRobot robot) throws Exception {
        everythingHasRows();
        inWindow(() -> {
            window.theme().choice().set(theme);
            return true;
        });
        soon(() -> Application.getUserAgentStylesheet().contains(theme == ThemeChoice.DARK ? "dark" : "light"));
        List<String> faint = new ArrayList<>();
        long[] lines = new long[1];
        Look look = (where, root) -> {
            lines[0] += inWindow(() -> Contrast.lines(root).count());
            faint.addAll(inWindow(() -> faint(root)).stream()
                    .map(text -> where + ": " + text)
                    .toList());
        };
        eachPage(look);
        assertThat(lines[0]).as("lines of charts and of the map").isGreaterThan(20);
        eachQuestion(robot, look);
        assertThat(faint).isEmpty();
    }

    /** As it stands, and with each of the first rows of its tables chosen: a chosen row has another ground. */
    private static Set<String> faint(Parent root) {
        Set<String> faint = new LinkedHashSet<>(Contrast.faint(root, LEAST_CONTRAST));
        faint.addAll(Contrast.faintLines(root, LEAST_OF_LINES));
        for (TableView<?> table : nodes(root, TableView.class)) {
            List<Integer> chosen = List.copyOf(table.getSelectionModel().getSelectedIndices());
            for (int row = 0; row < Math.min(ROWS_CHOSEN, table.getItems().size()); row++) {
                table.getSelectionModel().clearAndSelect(row);
                table.applyCss();
                Contrast.faint(table, LEAST_CONTRAST).forEach(text -> faint.add("in a chosen row: " + text));
                Contrast.faintLines(table, LEAST_OF_LINES).forEach(line -> faint.add("in a chosen row: " + line));
            }
            table.getSelectionModel().clearSelection();
            chosen.forEach(table.getSelectionModel()::select);
        }
        return faint;
    }

    @Test
    void whatTakesTheFocusInAQuestionHasANameForScreenReaders(FxRobot robot) throws Exception {
        everythingHasRows();
        List<String> nameless = new ArrayList<>();
        int[] seen = new int[1];
        eachQuestion(
                robot,
                (where, root) -> inWindow(() -> {
                    for (Control control : nodes(root, Control.class)) {
                        if (control.isFocusTraversable()) {
                            seen[0]++;
                            if (nameOf(control).isBlank()) {
                                nameless.add(where + ": " + control);
                            }
                        }
                    }
                    return true;
                }));
        assertThat(seen[0]).isGreaterThan(60);
        assertThat(nameless).isEmpty();
    }

    private static String nameOf(Node node) {
        Object spoken = node.getAccessibleText() != null
                ? node.getAccessibleText()
                : node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        return spoken == null ? "" : spoken.toString();
    }

    @Test
    void tabReachesAllThatCanBeUsedInAViewAndComesBackToWhereItBegan(FxRobot robot) throws Exception {
        everythingHasRows();
        List<String> missed = new ArrayList<>();
        eachPage((where, root) -> {
            Set<Node> there = inWindow(() -> usable(root));
            Set<Node> reached = walk(robot);
            there.retainAll(inWindow(() -> usable(root)));
            assertThat(reached).as(where).hasSizeGreaterThan(5);
            inWindow(() -> {
                there.stream()
                        .filter(node -> reached.stream().noneMatch(one -> isReachedBy(node, one)))
                        .forEach(node -> missed.add(where + ": " + node));
                return true;
            });
        });
        assertThat(missed).isEmpty();
    }

    /** Of toggles that belong together the arrows reach the others. */
    private static boolean isReachedBy(Node node, Node reached) {
        return node.equals(reached)
                || node instanceof Toggle one
                        && reached instanceof Toggle other
                        && one.getToggleGroup() != null
                        && one.getToggleGroup().equals(other.getToggleGroup());
    }

    private Set<Node> walk(FxRobot robot) throws Exception {
        inWindow(() -> {
            root().getScene().lookup("#power").requestFocus();
            return true;
        });
        Node first = focused();
        Set<Node> reached = new HashSet<>();
        Node now = first;
        for (int tabs = 0; tabs < MOST_TABS && reached.add(now); tabs++) {
            robot.push(KeyCode.TAB);
            now = focused();
        }
        assertThat(now)
                .as("Tab comes back to where it began, and stays nowhere")
                .isSameAs(first);
        return reached;
    }

    private Node focused() throws Exception {
        return inWindow(() -> root().getScene().getFocusOwner());
    }

    /** What a key can be given to now, in sight or to be scrolled to. */
    private static Set<Node> usable(Parent root) {
        Set<Node> found = new HashSet<>();
        for (Control control : nodes(root, Control.class)) {
            if (control.isFocusTraversable() && !control.isDisabled()) {
                found.add(control);
            }
        }
        return found;
    }
}
