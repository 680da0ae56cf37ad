package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/**
 * No test touches the window on a thread of its own. Two threads that ask for bounds count a parent's changed children down together, which once in
 * some runs ends in "Index -1 out of bounds" there and in every test that follows.
 */
class WindowThreadTest {
    @Test
    void noTestTouchesTheWindowOnItsOwnThread() throws Exception {
        assertThat(ThreadOfCalls.of(classes()).besideTheWindow())
                .as("ask within inWindow, seen or soon of TestWindow")
                .isEmpty();
    }

    /** Directly, in a helper, by a stream's lambda, or by a robot: each is found, and what is asked in the window isn't. */
    @Test
    void aTouchBesideTheWindowIsFound() throws Exception {
        assertThat(ThreadOfCalls.of(classes()).besideTheWindow(Touches.class))
                .extracting(found -> found.substring(found.indexOf(' ') + 1))
                .containsExactlyInAnyOrder("getBoundsInParent", "getBoundsInLocal", "lookup", "query", "isVisible");
    }

    private static Path classes() throws Exception {
        return Path.of(WindowThreadTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** As LinkMapTest once asked for the places of its boxes. */
    private record Touches(FxRobot robot) {
        boolean directly(Node node) {
            return node.getBoundsInParent().isEmpty();
        }

        boolean inAHelper(Node node) throws Exception {
            return Helper.isEmpty(node) || inWindow(() -> node.getLayoutBounds().isEmpty());
        }

        Node withTheRobot() {
            return robot.lookup("#power").query();
        }

        boolean inAStream(List<Node> nodes) {
            return nodes.stream().anyMatch(Node::isVisible);
        }
    }

    private static final class Helper {
        private Helper() {}

        static boolean isEmpty(Node node) {
            Bounds bounds = node.getBoundsInLocal();
            return bounds.isEmpty();
        }
    }
}
