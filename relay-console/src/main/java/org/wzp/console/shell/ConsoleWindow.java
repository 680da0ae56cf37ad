package org.wzp.console.shell;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.wzp.console.common.Actions;
import org.wzp.console.common.OperatorDesk;
import org.wzp.console.common.Texts;

/** The stage with its scene: style sheets, shortcuts, notices, and the question before it closes. */
public final class ConsoleWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SMALLEST_WIDTH = 860;
    private static final double SMALLEST_HEIGHT = 560;
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 64, 128, 256);

    private final Stage stage;

    public ConsoleWindow(Stage stage, ShellView shell, Actions actions, OperatorDesk desk) {
        this.stage = stage;
        // On a small screen the top of a larger window would be out of reach.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(shell.root(), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        scene.getStylesheets().setAll(styleSheets());
        actions.installShortcuts(scene);
        stage.setScene(scene);
        stage.setTitle(Texts.of("app.name"));
        stage.getIcons().setAll(icons());
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnCloseRequest(event -> {
            if (!shell.mayClose()) {
                event.consume();
            }
        });
        Notices notices = new Notices(shell.overlay(), actions);
        desk.report().subscribe(report -> {
            if (report != null) {
                notices.tell(report);
            }
        });
    }

    public void show() {
        stage.show();
    }

    private static List<Image> icons() {
        return ICON_SIZES.stream()
                .map(size -> new Image(resource("icons/icon-" + size + ".png")))
                .toList();
    }

    private static List<String> styleSheets() {
        return List.of(resource("palette.css"), resource("console.css"));
    }

    private static String resource(String name) {
        URL url = ConsoleWindow.class.getResource("/org/wzp/console/" + name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
