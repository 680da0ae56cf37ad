package org.wzp.console.pictures;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ToggleButton;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.pictures.PictureScenes.PictureScene;

/**
 * Parts of the access view that are seen only when they are asked for, while there are rules. What chooses a file is the desktop's
 * own and in no picture.
 */
final class AccessScenes {
    private final WindowHand hand;

    AccessScenes(WindowHand hand) {
        this.hand = hand;
    }

    List<PictureScene> all() {
        return List.of(
                new PictureScene("access-people", () -> show("#byPeople"), () -> true, () -> show("#byRules")),
                asked("name", "#byPeople", ConsoleAction.ADD_PERSON),
                asked("rule", "#byRules", ConsoleAction.ADD_RULE),
                asked("rules-save", "#byRules", ConsoleAction.SAVE_RULES),
                asked("rules-read", "#byRules", ConsoleAction.READ_RULES));
    }

    private PictureScene asked(String name, String part, ConsoleAction action) {
        return new PictureScene(
                name,
                () -> {
                    show(part);
                    Platform.runLater(() -> hand.run(action));
                },
                hand::somethingAsks,
                () -> {
                    hand.close();
                    show("#byRules");
                });
    }

    private void show(String part) {
        hand.run(Place.ACCESS.action());
        ((ToggleButton) hand.find(part)).setSelected(true);
    }
}
