package org.wzp.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.somebody;
import static org.wzp.console.TestWindow.soon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.overview.CounterWords;
import org.wzp.relay.admission.AdmissionCounters;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.federation.FederationCounters;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/** W9: the figure of what was dropped leads to the causes, in words, and a line about it leads to the person. */
@ExtendWith(WindowExtension.class)
class W9DropsTest {
    private static final int WORDS = 2_000;

    @TempDir
    private Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home);
        Files.writeString(window.configFile(), "media_packets_per_second = 100\n", StandardOpenOption.APPEND);
        window.started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    @Test
    void whatWasDroppedIsSaidWithItsCauseAndLeadsToThePerson(FxRobot robot) throws Exception {
        window.join(somebody(), "Anna", "lobby", new CompletableFuture<>());
        RelayClient talker = window.join(somebody(), "Ben", "lobby", new CompletableFuture<>());
        Hyperlink figure = inWindow(() -> robot.lookup("#dropped").query());
        assertThat(inWindow(figure::isDisabled)).as("nothing to lead to").isTrue();

        for (int i = 0; i < WORDS; i++) {
            talker.send(packet(i));
        }

        soon(() -> !figure.isDisabled());
        assertThat(inWindow(() -> texts(robot, "#droppedCard")))
                .contains("somebody sends more than media_packets_per_second");
        robot.clickOn(figure);
        soon(() -> link(robot).isPresent());
        Button link = inWindow(() -> link(robot).orElseThrow());
        String said = inWindow(() -> said(link));
        for (int i = 0; i < WORDS; i++) {
            talker.send(packet(WORDS + i));
        }
        soon(() -> !said(link).equals(said));
        assertThat(inWindow(() -> link(robot).orElseThrow()))
                .as("it stays where it is while its figure grows, else a click may be lost")
                .isSameAs(link);
        // the list may be longer than the window is high
        inWindow(() -> {
            link.fire();
            return true;
        });

        soon(() -> window.people(robot).getSelectionModel().getSelectedItems().size() == 1);
        assertThat(inWindow(() -> window.people(robot).getSelectionModel().getSelectedItems().stream()
                        .map(row -> row.value().alias())
                        .toList()))
                .containsExactly("Ben");
        assertThat(inWindow(() -> window.rooms(robot)
                        .getSelectionModel()
                        .getSelectedItem()
                        .key()))
                .isEqualTo("lobby");
    }

    private static Set<String> counted() {
        return Stream.of(
                        Arrays.stream(AdmissionCounters.Event.values()).map(AdmissionCounters.Event::key),
                        Arrays.stream(Refusal.values()).map(refusal -> "refused." + refusal.key()),
                        Arrays.stream(FederationCounters.Event.values()).map(FederationCounters.Event::key),
                        Arrays.stream(EndpointCounters.Event.values()).map(event -> "transport." + event.key()))
                .flatMap(keys -> keys)
                .collect(Collectors.toSet());
    }

    @Test
    void everyCounterHasItsWords() {
        assertThat(counted()).hasSizeGreaterThan(40).allSatisfy(key -> assertThat(CounterWords.of(key))
                .isNotEqualTo(Optional.of(key)));
    }

    @Test
    void noWordsAreOfACounterThatIsNone() {
        Set<String> known = counted();
        assertThat(ResourceBundle.getBundle("org.wzp.console.counters", Locale.ENGLISH).keySet().stream()
                        .filter(key -> !key.startsWith("token.")))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    /** The two are counted together, and the drops have their own words. */
    @Test
    void whatIsAmongTheDropsIsNotSaidASecondTime() {
        for (DropCause cause : DropCause.values()) {
            assertThat(CounterWords.of(cause.key()).filter(words -> !words.equals(cause.key())))
                    .as(cause.key())
                    .isEmpty();
        }
    }

    private static ByteBuf packet(int sequence) {
        ByteBuf packet = Unpooled.buffer();
        new MediaHeader(0, false, CodecId.OPUS_24K.code(), false, 0, sequence, sequence * 20L, 0, 0, 0, 0)
                .write(packet);
        return packet.writeZero(40);
    }

    private static Set<String> texts(FxRobot robot, String card) {
        return robot.from(robot.lookup(card).<Node>query()).lookup(".label").queryAll().stream()
                .map(node -> ((Label) node).getText())
                .collect(Collectors.toSet());
    }

    private static String said(Button link) {
        return link.getParent().getChildrenUnmodifiable().stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining(" "));
    }

    private static Optional<Button> link(FxRobot robot) {
        return robot.from(robot.lookup("#attention").<Node>query())
                .lookup((Button button) -> button.getText().equals("Show Ben"))
                .tryQuery();
    }
}
