package org.wzp.console.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.Talker;
import org.wzp.console.WindowCase;
import org.wzp.console.app.RehearsalRelays;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.wire.CodecId;

/** Why can't A hear B? asked in the window, about real clients to whom just that has happened. */
class WhyNotHearTest extends WindowCase {
    private final List<AutoCloseable> ending = new ArrayList<>();

    @AfterEach
    void endTalking() throws Exception {
        for (AutoCloseable each : ending.reversed()) {
            each.close();
        }
    }

    private RelayClient join(String alias, String room) throws Exception {
        return window.join(somebody(), alias, room, new CompletableFuture<>());
    }

    private Talker talk(RelayClient client, CodecId codec) {
        Talker talker = new Talker(client, codec);
        ending.add(talker);
        return talker;
    }

    private Talker talk(RelayClient client) {
        return talk(client, CodecId.OPUS_24K);
    }

    /** Chooses the listener in the table, opens the question by its key, and types whom they should hear. */
    private void ask(FxRobot robot, String listener, String speaker) throws Exception {
        window.openRooms(robot);
        window.selectPerson(robot, listener);
        robot.push(KeyCode.CONTROL, KeyCode.H);
        soon(() -> robot.lookup("#why-speaker").tryQuery().isPresent()
                && robot.lookup("#why-speaker").query().isFocused());
        for (char letter : speaker.toUpperCase(Locale.ROOT).toCharArray()) {
            robot.push(KeyCode.valueOf(String.valueOf(letter)));
        }
        soon(() -> robot.lookup("#why-speaker").queryAs(ComboBox.class).getValue() instanceof PersonRef chosen
                && chosen.alias().equals(speaker));
    }

    private static String sentence(FxRobot robot) {
        return robot.lookup("#outcome").queryAs(Label.class).getText();
    }

    private static void soonSays(FxRobot robot, String start, String part) {
        soon(() -> sentence(robot).startsWith(start) && sentence(robot).contains(part));
    }

    @Test
    void whereAllIsWellItSaysThatTheOneHearsTheOtherWithTheFigures(FxRobot robot) throws Exception {
        join("Anna", "lobby");
        talk(join("Ben", "lobby"));
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna hears Ben: The last packet from Ben came 0.", "in Opus24k. ");
        soon(() -> sentence(robot)
                .matches(".* [1-9][0-9]* copies sent and 0 dropped for Anna in the last 4 s; 0 wait\\."));
        inWindow(() -> {
            robot.lookup("#why-copy").queryButton().fire();
            return true;
        });
        assertThat(inWindow(() -> Clipboard.getSystemClipboard().getString()))
                .contains("Anna hears Ben")
                .contains("Same room (fine): Both are in lobby.");
        robot.push(KeyCode.ESCAPE);
        soon(() -> robot.lookup("#why-speaker").tryQuery().isEmpty());
    }

    @Test
    void peopleOfDifferentRoomsAreApartAndAClosedRoomIsSaid(FxRobot robot) throws Exception {
        join("Anna", "attic");
        talk(join("Ben", "lobby"));
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna can’t hear Ben: Anna is in attic and Ben in lobby", "hear each other.");
        window.relay().execute("test", new SetRoomPolicy("lobby", RoomPolicy.CLOSED));
        soonSays(robot, "Anna can’t hear Ben", "Anna can’t join lobby: it lets nobody new in.");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void whoFallsSilentIsFoundOutAndTheOtherWayRoundIsOneClick(FxRobot robot) throws Exception {
        talk(join("Anna", "lobby"));
        Talker ben = talk(join("Ben", "lobby"));
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna hears Ben", "");
        ben.close();
        soonSays(robot, "Anna can’t hear Ben: Nothing has come from Ben for ", " s. They are muted");
        inWindow(() -> {
            robot.lookup("#why-swap").queryButton().fire();
            return true;
        });
        soonSays(robot, "Ben hears Anna: ", "");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void whoIsMutedSendsBackgroundNoiseOnly(FxRobot robot) throws Exception {
        join("Anna", "lobby");
        talk(join("Ben", "lobby"), CodecId.COMFORT_NOISE);
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna can’t hear Ben: Ben sends background noise only.", "");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void aListenerWhoStopsReadingIsFoundByWhatIsDroppedForThem(FxRobot robot) throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ending.add(goOn::countDown);
        RelayClient anna = join("Anna", "lobby");
        talk(join("Ben", "lobby"));
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna hears Ben", "");
        anna.connection().execute(() -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        soonSays(robot, "Anna can’t hear Ben: The connection of Anna takes ", " wait.");
        goOn.countDown();
        soonSays(robot, "Anna hears Ben: ", "");
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void somebodyOnAnotherRelayIsHeardUntilItsLinkGoesDown(FxRobot robot) throws Exception {
        join("Anna", "lobby");
        RehearsalRelays others = new RehearsalRelays(window.relay());
        ending.add(others);
        others.link("Branch office", List.of("lobby"));
        soon(() -> window.relay().snapshot().rooms().stream().anyMatch(room -> room.elsewhere().stream()
                .anyMatch(person -> person.alias().equals("Ben"))));
        ask(robot, "Anna", "Ben");
        soonSays(robot, "Anna hears Ben", "");
        assertThat(inWindow(() -> says(robot, "The link to Branch office is up: RTT ")))
                .isTrue();
        others.stop("Branch office");
        soonSays(robot, "Anna can’t hear Ben: ", "link to ");
        robot.push(KeyCode.ESCAPE);
    }

    private static boolean says(FxRobot robot, String part) {
        return robot.from(robot.lookup("#why-steps").<Node>query())
                .lookup((Label label) -> label.getText().contains(part))
                .tryQuery()
                .isPresent();
    }

    @Test
    void twoWhoAreSelectedAreTakenInTheOrderInWhichTheyWereChosen(FxRobot robot) throws Exception {
        join("Anna", "lobby");
        join("Ben", "lobby");
        window.openRooms(robot);
        window.selectRoom(robot, "lobby");
        soon(() -> window.people(robot).getItems().size() == 2);
        inWindow(() -> {
            List<ParticipantStatus> people = window.people(robot).getItems().stream()
                    .map(row -> row.value())
                    .toList();
            for (String name : List.of("Ben", "Anna")) {
                window.people(robot)
                        .getSelectionModel()
                        .select(people.indexOf(people.stream()
                                .filter(person -> person.alias().equals(name))
                                .findFirst()
                                .orElseThrow()));
            }
            return true;
        });
        robot.push(KeyCode.CONTROL, KeyCode.H);
        soon(() -> robot.lookup("#outcome").tryQuery().isPresent());
        soonSays(robot, "Ben can’t hear Anna: Anna has sent nothing since they joined", "");
        robot.push(KeyCode.ESCAPE);
    }
}
