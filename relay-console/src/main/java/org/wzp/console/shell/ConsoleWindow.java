package org.wzp.console.shell;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.wzp.console.action.Actions;
import org.wzp.console.relay.CommandRunner;
import org.wzp.relay.api.Subject;

/** The stage with its scene: style sheets, shortcuts, notices, and the question before it closes. */
public final class ConsoleWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    /** Size of type, and the widest dialog, at 100 %; as in console.css. */
    private static final double TYPE = 13;

    private static final double DIALOG = 840;
    private static final double SMALLEST_WIDTH = 860;
    private static final double SMALLEST_HEIGHT = 560;
    private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 64, 128, 256);

    private static final String AWAY = "org.wzp.console.away";

    private final Stage stage;
    private final Notices notices;

    public ConsoleWindow(
            Stage stage,
            ShellView shell,
            ReadOnlyStringProperty title,
            Actions actions,
            CommandRunner commands,
            WindowPreferences preferences) {
        this.stage = stage;
        // On a small screen the top of a larger window would be out of reach.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(
                new Zoom(shell.root(), preferences.textPercent()),
                Math.min(WIDTH, screen.getWidth()),
                Math.min(HEIGHT, screen.getHeight()));
        preferences.textPercent().subscribe(percent -> {
            List<String> sheets = new ArrayList<>(styleSheets());
            sheets.add(beside(percent));
            scene.getStylesheets().setAll(sheets);
        });
        PrivacyVeil veil = new PrivacyVeil(preferences.hidden());
        atEnd(stage, WindowEvent.WINDOW_HIDDEN, veil::end);
        actions.installShortcuts(scene);
        stage.setScene(scene);
        stage.titleProperty().bind(title);
        stage.getIcons().setAll(icons());
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnCloseRequest(event -> {
            if (!shell.mayClose()) {
                event.consume();
            }
        });
        notices = new Notices(shell.noticePlace(), shell.status(), actions, preferences.notices());
        commands.report().subscribe(report -> {
            if (report != null) {
                notices.tell(report);
            }
        });
    }

    /**
     * Tells what needs the operator, whichever view is shown.
     *
     * @param lead leads to what it is about
     * @param elsewhere tells it where the window is not seen
     */
    public void tell(AlertsViewModel alerts, Consumer<Subject> lead, Consumer<String> elsewhere) {
        alerts.newest().subscribe(alert -> {
            if (alert != null) {
                notices.tell(alert, lead);
                elsewhere.accept(alert.text());
            }
        });
    }

    /** Whether the window is about to be hidden while its relay runs on: then it comes again, and nothing of it ends. */
    public static void away(Stage stage, boolean away) {
        stage.getProperties().put(AWAY, away);
    }

    public void show() {
        stage.show();
    }

    private static List<Image> icons() {
        return ICON_SIZES.stream()
                .map(size -> new Image(resource("icons/icon-" + size + ".png")))
                .toList();
    }

    /** Of every scene that shows a part of the window: the theme alone lacks colours that parts ask for. */
    public static List<String> styleSheets() {
        return List.of(resource("palette.css"), resource("console.css"));
    }

    /** Questions, menus and hints are windows of their own, in which only type grows. */
    private static String beside(int percent) {
        double points = TYPE * percent / 100;
        String sheet = ".console-dialog, .context-menu, .tooltip, .combo-box-popup { -fx-font-size: " + points + "px; }"
                + " .console-dialog { -fx-max-width: " + DIALOG * percent / 100 + "; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(sheet.getBytes(StandardCharsets.US_ASCII));
    }

    private static String resource(String name) {
        URL url = ConsoleWindow.class.getResource("/org/wzp/console/" + name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }

    /** Does this when the window ends for good, and keeps nothing of it afterwards. */
    public static void atEnd(Stage stage, EventType<WindowEvent> what, Runnable then) {
        stage.addEventHandler(what, new EventHandler<>() {
            @Override
            public void handle(WindowEvent event) {
                if (!Boolean.TRUE.equals(stage.getProperties().get(AWAY))) {
                    stage.removeEventHandler(what, this);
                    then.run();
                }
            }
        });
    }

    /** Does this the first time that the window tells so, and keeps nothing of it afterwards: a stage may be given another window. */
    public static void once(Stage stage, EventType<WindowEvent> what, Runnable then) {
        stage.addEventHandler(what, new EventHandler<>() {
            @Override
            public void handle(WindowEvent event) {
                stage.removeEventHandler(what, this);
                then.run();
            }
        });
    }
}
