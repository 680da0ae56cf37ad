package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.app.ConsoleOptions.RehearsalSize;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;

/** {@code --rehearse 2x2 --relays 3}: two more relays in this process, linked, with people in the same rooms. */
@ExtendWith(WindowExtension.class)
class RehearsalRelaysTest {
    @TempDir
    Path home;

    private TestWindow window;

    @Start
    void start(Stage stage) throws Exception {
        window = new TestWindow(stage, home);
        window.graph().rehearse(Optional.of(new RehearsalSize(2, 2)), 3);
        window.started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
    }

    private FederationStatus federation() {
        return window.relay().snapshot().federation();
    }

    @Test
    void threeRelaysAreLinkedAndTheEndOfTheRehearsalPartsThem() throws Exception {
        // three relays begin in this process
        await().atMost(Duration.ofSeconds(60))
                .until(() -> federation().peers().size() == 2
                        && federation().peers().stream()
                                .allMatch(peer -> peer.state() == State.UP && peer.proof() == Proof.PROVEN));
        soon(() -> federation().rooms().size() == 2
                && federation().rooms().stream().allMatch(room -> room.here() == 2 && room.elsewhere() == 4));
        soon(() -> federation().peers().stream()
                .allMatch(peer -> peer.traffic().in() > 0 && peer.traffic().out() > 0));
        inWindow(() -> {
            window.graph().actions().run(Place.FEDERATION.action());
            return true;
        });
        soon(() -> window.stage().getScene().lookup("#peerTable") != null);
        window.run(ConsoleAction.END_REHEARSAL);
        soon(() -> federation().peers().isEmpty());
        assertThat(federation().knocks()).isEmpty();
    }
}
