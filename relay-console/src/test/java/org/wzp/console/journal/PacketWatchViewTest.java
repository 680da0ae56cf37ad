package org.wzp.console.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.table.Handle;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/** Packets of a real client, watched from the row of a person, in the window. */
class PacketWatchViewTest extends WindowCase {
    private static void send(RelayClient client, int sequence) {
        ByteBuf packet = Unpooled.buffer();
        MediaHeader.source(CodecId.OPUS_24K, sequence, sequence * 20L).write(packet);
        client.send(packet.writeZero(60));
    }

    private static Stream<PacketRow> rows(FxRobot robot) {
        TableView<Handle<Integer, PacketRow>> table =
                robot.lookup("#packetTable").queryTableView();
        return table.getItems().stream().map(Handle::value);
    }

    private static String note(FxRobot robot) {
        return robot.lookup("#packetNote").queryAs(Label.class).getText();
    }

    private static void watch(FxRobot robot, String packets) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Q);
        soon(() -> robot.lookup("#watch-packets").tryQuery().isPresent());
        inWindow(() -> {
            robot.lookup("#watch-packets").queryAs(TextField.class).setText(packets);
            return true;
        });
    }

    @Test
    void thePacketsOfTheChosenPersonAreShownAsTheyComeAndSavedAsJsonLines(FxRobot robot) throws Exception {
        RelayClient anna = window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        RelayClient ben = window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        window.openRooms(robot);
        window.selectPerson(robot, "Anna");
        watch(robot, "3");
        robot.clickOn("#watch-confirm");
        soon(() -> note(robot).endsWith("0 of 3 packets so far."));
        send(ben, 900);
        for (int sequence = 11; sequence <= 13; sequence++) {
            send(anna, sequence);
        }
        soon(() -> note(robot).endsWith("3 of 3 packets. The watch is over."));
        assertThat(inWindow(() ->
                        rows(robot).map(row -> row.packet().sequence()).sorted().toList()))
                .containsExactly(11, 12, 13);
        robot.clickOn("#savePackets");
        soon(() -> note(robot).contains("Saved 3 packets to " + home));
        Path file;
        try (Stream<Path> files = Files.list(home)) {
            file = files.filter(one -> one.toString().endsWith(".jsonl"))
                    .filter(one -> one.getFileName().toString().startsWith("packets-"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line)
                .startsWith("{\"number\":")
                .contains("\"alias\":\"Anna\"", "\"codec\":\"Opus24k\"", "\"bytes\":72", "\"copies\":1"));
        assertThat(Files.readString(home.resolve("audit.jsonl"))).contains("WatchPackets", "(Anna)");
    }

    @Test
    void anImpossibleNumberCannotBeWatched(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        soon(() -> window.relay().snapshot().rooms().size() == 1);
        watch(robot, "10001");
        assertThat(inWindow(() -> robot.lookup("#watch-confirm").query().isDisabled()))
                .isTrue();
        assertThat(inWindow(() -> robot.lookup("#outcome").queryAs(Label.class).getText()))
                .isEqualTo("Write a number from 1 to 10,000.");
        robot.push(KeyCode.ESCAPE);
    }
}
