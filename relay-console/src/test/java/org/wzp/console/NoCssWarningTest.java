package org.wzp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.action.Place;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.table.FilterBar;

/** JavaFX tells of style sheets that ask for colours which nobody defines; a start and every view are silent. */
class NoCssWarningTest extends WindowCase {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger css = Logger.getLogger("javafx.css");
    private final Handler heard = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        css.addHandler(heard);
    }

    @AfterEach
    void listenNoMore() {
        css.removeHandler(heard);
    }

    private void lookAtEverything() throws Exception {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            inWindow(() -> {
                window.theme().choice().set(theme);
                return true;
            });
            for (Place place : Place.values()) {
                inWindow(() -> {
                    window.graph().actions().run(place.action());
                    window.stage().getScene().getRoot().applyCss();
                    window.stage()
                            .getScene()
                            .getRoot()
                            .lookupAll(".filter-field")
                            .forEach(field -> {
                                ((TextField) field).setText("e");
                                field.requestFocus();
                            });
                    window.stage().getScene().getRoot().applyCss();
                    return true;
                });
                long epoch = window.relay().snapshot().epoch();
                soon(() -> window.relay().snapshot().epoch() > epoch + 1);
            }
        }
    }

    @Test
    void aStartAndEveryViewInBothThemesAskForNoColourThatIsMissing() throws Exception {
        window.address();
        lookAtEverything();
        assertThat(warnings).isEmpty();
    }

    /** What the test above would hear: the same field in a scene without the window's style sheets. */
    @Test
    void theFilterInASceneOfTheThemeAloneIsHeard(FxRobot robot) throws Exception {
        inWindow(() -> {
            Stage bare = new Stage();
            bare.setScene(new Scene(new FilterBar()));
            bare.show();
            bare.getScene().getRoot().applyCss();
            bare.close();
            return true;
        });
        soon(() -> warnings.stream().anyMatch(text -> text.contains("-fx-text-inner-color")));
    }
}
