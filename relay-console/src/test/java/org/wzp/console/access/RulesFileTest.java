package org.wzp.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.relay.api.AccessCommand.DropRoomRule;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.SetRoomRule;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ModerationCommand.AddBan;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/** Rules, bans and people go into a file, and come back from it, over a relay that runs. */
class RulesFileTest extends WindowCase {
    private void open(FxRobot robot, ConsoleAction action, Path file) throws Exception {
        inWindow(() -> {
            window.run(action);
            return true;
        });
        soon(() -> robot.lookup("#rules-file").tryQuery().isPresent());
        inWindow(() -> {
            robot.lookup("#rules-file").queryAs(TextField.class).setText(file.toString());
            return true;
        });
    }

    private static String outcome(FxRobot robot) throws Exception {
        return inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText());
    }

    private static void go(FxRobot robot) throws Exception {
        inWindow(() -> {
            robot.lookup("#rules-file-go").queryAs(Button.class).fire();
            return true;
        });
    }

    private AccessStatus access() {
        return window.relay().snapshot().access();
    }

    @Test
    void whatIsSavedComesBackWithOneUndoForAllOfIt(FxRobot robot) throws Exception {
        window.address();
        String anna = somebody().fingerprint().toString();
        window.relay().execute("test", new NamePerson(anna, "Anna", "", List.of("crew")));
        window.relay()
                .execute(
                        "test",
                        new SetRoomRule(new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew")), false));
        window.relay()
                .execute(
                        "test",
                        new AddBan(BanTarget.Prefix.of("10.0.0.0/8"), Optional.empty(), "noise", Optional.empty()));
        soon(() -> access().bans().size() == 1 && access().rules().size() == 1);
        RoomRule rule = access().rules().getFirst();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        Path file = home.resolve("rules.json");
        soon(() -> inWindow(() -> window.graph().actions().isEnabled(ConsoleAction.SAVE_RULES)));
        open(robot, ConsoleAction.SAVE_RULES, file);
        go(robot);
        soon(() -> outcome(robot).equals("Saved to " + file + "."));
        assertThat(Files.readString(file)).contains("\"@crew\"");
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#rules-file").tryQuery().isEmpty());

        window.relay().execute("test", new NamePerson(anna, "", ""));
        window.relay().execute("test", new DropRoomRule("team-*"));
        window.relay()
                .execute("test", new LiftBan(List.of(access().bans().getFirst().id())));
        soon(() -> access().bans().isEmpty()
                && access().rules().isEmpty()
                && access().people().isEmpty());
        open(robot, ConsoleAction.READ_RULES, file);
        soon(() -> outcome(robot).startsWith("Will be added or changed: 1 rule, 1 ban, 1 person."));
        go(robot);
        soon(() -> access().bans().size() == 1
                && access().rules().equals(List.of(rule))
                && access().person(anna).groups().equals(List.of("crew")));
        inWindow(() -> {
            window.run(ConsoleAction.UNDO);
            return true;
        });
        soon(() -> access().bans().isEmpty()
                && access().rules().isEmpty()
                && access().people().isEmpty());
    }

    @Test
    void aTableThatOneRelaySavedIsReadByAnother(FxRobot robot) throws Exception {
        window.address();
        String anna = somebody().fingerprint().toString();
        window.relay().execute("test", new NamePerson(anna, "Müller, Anna", "=1+1", List.of("crew", "night")));
        window.relay()
                .execute(
                        "test",
                        new SetRoomRule(new RoomRule("team-*", RoomPolicy.ALLOW_LIST, List.of("@crew", anna)), false));
        window.relay()
                .execute(
                        "test",
                        new AddBan(BanTarget.Prefix.of("10.0.0.0/8"), Optional.of("lobby"), "noise", Optional.empty()));
        soon(() -> access().bans().size() == 1 && access().rules().size() == 1);
        AccessStatus saved = access();
        Path file = home.resolve("rules.csv");
        openAccess(ConsoleAction.SAVE_RULES);
        open(robot, ConsoleAction.SAVE_RULES, file);
        soon(() -> outcome(robot).equals("All rules, bans, names and groups will be saved as CSV."));
        go(robot);
        soon(() -> outcome(robot).equals("Saved to " + file + "."));
        assertThat(Files.readString(file))
                .startsWith("kind,name,")
                .contains("'@crew;" + anna, "\"Müller, Anna\"", "'=1+1,crew;night");
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#rules-file").tryQuery().isEmpty());

        window.end();
        Path elsewhere = Files.createDirectory(home.resolve("other"));
        window = inWindow(() -> new TestWindow(new Stage(), elsewhere).started());
        window.address();
        assertThat(access().people()).isEmpty();
        openAccess(ConsoleAction.READ_RULES);
        open(robot, ConsoleAction.READ_RULES, file);
        soon(() -> outcome(robot).startsWith("Will be added or changed: 1 rule, 1 ban, 1 person."));
        go(robot);
        soon(() -> access().rules().equals(saved.rules())
                && access().people().equals(saved.people())
                && access().bans().size() == 1);
        assertThat(access().bans().getFirst())
                .usingRecursiveComparison()
                .comparingOnlyFields("target", "room", "reason", "until")
                .isEqualTo(saved.bans().getFirst());
    }

    private void openAccess(ConsoleAction needed) throws Exception {
        inWindow(() -> {
            window.run(Place.ACCESS.action());
            return true;
        });
        soon(() -> window.graph().actions().isEnabled(needed));
    }

    @Test
    void aFileInAnotherCharacterSetOrWithAMistakeInALineIsRefused(FxRobot robot) throws Exception {
        window.address();
        openAccess(ConsoleAction.READ_RULES);
        Path file = home.resolve("rules.csv");
        Files.writeString(file, "kind;name\nroom;Müller", StandardCharsets.ISO_8859_1);
        open(robot, ConsoleAction.READ_RULES, file);
        soon(() -> outcome(robot).equals("That file is not in UTF-8. A spreadsheet saves it so as “CSV UTF-8”."));
        Path other = home.resolve("others.CSV");
        Files.writeString(other, "kind;name;policy\nroom;a;open\nroom;b;opn");
        inWindow(() -> {
            robot.lookup("#rules-file").queryAs(TextField.class).setText(other.toString());
            return true;
        });
        soon(() -> outcome(robot).equals("Line 3: policy can’t be “opn”."));
        assertThat(inWindow(() -> robot.lookup("#rules-file-go").queryButton().isDisabled()))
                .isTrue();
    }

    @Test
    void aFileThatIsNoneOrHasAMistakeIsRefusedWithItsPlaceAndNothingCanBeApplied(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        soon(() -> inWindow(() -> window.graph().actions().isEnabled(ConsoleAction.READ_RULES)));
        Path file = home.resolve("rules.json");
        open(robot, ConsoleAction.READ_RULES, file);
        soon(() -> outcome(robot).equals("That file can’t be read: there is no such file or folder."));
        Files.writeString(file, "{\n \"rooms\": [{\"name\": \"a b\"}]}");
        inWindow(() -> {
            TextField field = robot.lookup("#rules-file").queryAs(TextField.class);
            field.setText("");
            field.setText(file.toString());
            return true;
        });
        soon(() -> outcome(robot).equals("rooms, entry 1: name can’t be “a b”."));
        assertThat(inWindow(() -> robot.lookup("#rules-file-go").queryButton().isDisabled()))
                .isTrue();
    }
}
