package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.console.text.Privacy;
import org.wzp.relay.api.AccessCommand.AllowInRoom;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.ModerationCommand.AddBan;

/** With the privacy switch on, no view draws an address or a fingerprint; real callers, bans, rules and links. */
class PrivacyVeilTest extends WindowCase {
    @Override
    protected Optional<RehearsalSize> rehearsal() {
        return Optional.of(new RehearsalSize(2, 3));
    }

    private void everyViewHasSomethingToHide() {
        window.address();
        window.relay()
                .execute(
                        "test",
                        new AddBan(BanTarget.Prefix.of("192.0.2.0/24"), Optional.empty(), "spam", Optional.empty()));
        window.relay().execute("test", new AllowInRoom("lobby", "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384"));
        window.relay().execute("test", new DialRelay("127.0.0.1:9", "ab".repeat(32), "Branch office"));
    }

    /** The texts that are drawn and tell something. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Window open : Window.getWindows()) {
            collect(open.getScene().getRoot(), told);
        }
        return told;
    }

    private static void collect(Node node, List<String> told) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Text text && text.getOpacity() > 0 && Privacy.tells(text.getText())) {
            told.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, told));
        }
    }

    private void look(Place place) throws Exception {
        inWindow(() -> {
            window.graph().actions().run(place.action());
            return true;
        });
        long epoch = window.relay().snapshot().epoch();
        soon(() -> window.relay().snapshot().epoch() > epoch + 2);
        if (place == Place.ROOMS) {
            soon(() -> {
                TableView<?> rooms = (TableView<?>) window.stage().getScene().lookup("#roomTable");
                rooms.getSelectionModel().selectFirst();
                return !((TableView<?>) window.stage().getScene().lookup("#peopleTable"))
                        .getItems()
                        .isEmpty();
            });
        }
    }

    @Test
    void noViewDrawsAnAddressOrAFingerprintWhileTheSwitchIsOn(FxRobot robot) throws Exception {
        everyViewHasSomethingToHide();
        for (Place place : List.of(Place.OVERVIEW, Place.ROOMS, Place.ACCESS, Place.FEDERATION, Place.SETTINGS)) {
            look(place);
            soon(() -> !told().isEmpty());
        }
        inWindow(() -> {
            window.run(ConsoleAction.PRIVACY);
            return true;
        });
        soon(() -> robot.lookup("#privateMark").query().isVisible());
        for (Place place : Place.values()) {
            look(place);
            for (int looks = 0; looks < 5; looks++) {
                long epoch = window.relay().snapshot().epoch();
                soon(() -> window.relay().snapshot().epoch() > epoch);
                soon(() -> told().isEmpty());
            }
        }
        robot.push(KeyCode.CONTROL, KeyCode.K);
        soon(() -> robot.lookup("#palette-list").tryQuery().isPresent());
        soon(() -> told().isEmpty());
        robot.push(KeyCode.ESCAPE);
        look(Place.OVERVIEW);
        inWindow(() -> {
            window.run(ConsoleAction.PRIVACY);
            return true;
        });
        soon(() -> !told().isEmpty());
        assertThat(inWindow(() -> robot.lookup("#privateMark").query().isVisible()))
                .isFalse();
    }
}
