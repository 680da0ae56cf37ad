package org.wzp.console;

import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.robot.Motion;
import org.testfx.service.query.PointQuery;
import org.testfx.util.NodeQueryUtils;
import org.testfx.util.WaitForAsyncUtils;

/**
 * TestFX's extension with a robot that looks for the place of a click on JavaFX's thread. TestFX's own does it on the test's thread. There it asks for
 * the same bounds as the window: both count down a parent's children that changed, one of them finds fewer than were counted
 * ("Index -1 out of bounds", Parent.updateCachedBounds), and the count stays wrong for every test that follows. {@link WindowThreadTest} says which
 * methods of a robot a test may call.
 */
public class WindowExtension extends ApplicationExtension {
    private static final long MOST_MILLIS = 10_000;

    @Override
    public FxRobot clickOn(String query, Motion motion, MouseButton... buttons) {
        return clickOn(inWindow(() -> visible(query)), motion, buttons);
    }

    @Override
    public FxRobot clickOn(Node node, Motion motion, MouseButton... buttons) {
        return clickOn(inWindow(() -> point(node)), motion, buttons);
    }

    @Override
    public FxRobot doubleClickOn(Node node, Motion motion, MouseButton... buttons) {
        return doubleClickOn(inWindow(() -> point(node)), motion, buttons);
    }

    @Override
    public FxRobot doubleClickOn(String query, Motion motion, MouseButton... buttons) {
        return doubleClickOn(inWindow(() -> visible(query)), motion, buttons);
    }

    private PointQuery visible(String query) {
        return point(lookup(query).match(NodeQueryUtils.isVisible()).<Node>query());
    }

    private static Point2D inWindow(Supplier<PointQuery> place) {
        return WaitForAsyncUtils.waitForAsyncFx(MOST_MILLIS, () -> {
            layOut();
            return place.get().query();
        });
    }

    /**
     * What a test has waited for may not have been laid out yet: a button that has just got a shorter word is still where the
     * longer one was, and the click meets what the next pulse puts there.
     */
    private static void layOut() {
        for (Window shown : Window.getWindows()) {
            if (shown.getScene() != null) {
                shown.getScene().getRoot().applyCss();
                shown.getScene().getRoot().layout();
            }
        }
    }
}
