package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.wzp.console.TestWindow;
import org.wzp.console.WindowExtension;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FingerprintWords;
import org.wzp.console.pictures.LoopbackLan;
import org.wzp.relay.api.FederationCommand.Reconnect;
import org.wzp.relay.api.FederationCommand.TrustRelay;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayEngine;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.loop.RelayTime;

/** Two relays that hear each other, one of them in the window: asks the other for a link, and gets it. */
@ExtendWith(WindowExtension.class)
class NearbyViewTest {
    @TempDir
    Path home;

    @TempDir
    Path otherHome;

    private final LoopbackLan lan = new LoopbackLan("here");
    private TestWindow window;
    private EmbeddedRelay other;

    private EmbeddedRelay announced(RelayConfig config) {
        return new EmbeddedRelay(config, RelayTime.system(), lan);
    }

    @Start
    void start(Stage stage) throws Exception {
        other = announced(RelayConfig.defaults(new InetSocketAddress("127.0.0.1", 0), otherHome)
                .with(FederationConfig.NONE));
        other.start();
        window = TestWindow.making(stage, home, this::announced).started();
    }

    @AfterEach
    void end() throws Exception {
        window.end();
        other.close();
    }

    private static TlsFingerprint fingerprint(RelayEngine relay) {
        return TlsFingerprint.parse(relay.snapshot().endpoint().tlsFingerprint().orElseThrow())
                .orElseThrow();
    }

    private static List<PeerStatus> peers(RelayEngine relay) {
        return relay.snapshot().federation().peers();
    }

    private static boolean linked(RelayEngine relay, Proof proof) {
        return peers(relay).size() == 1
                && peers(relay).getFirst().state() == State.UP
                && peers(relay).getFirst().proof() == proof;
    }

    @Test
    void aRelayThatIsHeardIsAskedForALinkAndItsOperatorSeesAKnock(FxRobot robot) throws Exception {
        window.address();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        soon(() -> robot.lookup("#nearbyTable").tryQuery().isPresent());
        soon(() -> inWindow(() -> robot.lookup("#nearbyTable")
                        .queryAs(TableView.class)
                        .getItems()
                        .size())
                == 1);
        assertThat(window.relay().snapshot().nearby().relays())
                .extracting(NearbyRelay::fingerprint)
                .containsExactly(fingerprint(other).normalized());
        assertThat(window.graph().actions().isEnabled(ConsoleAction.FEDERATE)).isFalse();
        inWindow(() -> {
            robot.lookup("#nearbyTable")
                    .queryAs(TableView.class)
                    .getSelectionModel()
                    .selectFirst();
            return true;
        });
        soon(() -> window.graph().actions().isEnabled(ConsoleAction.FEDERATE));
        assertThat(inWindow(() -> robot.lookup("#nearbyWords")
                        .queryAs(FingerprintWords.class)
                        .spoken()))
                .isEqualTo(fingerprint(other).spoken());

        inWindow(() -> {
            robot.lookup("#federate").queryAs(Button.class).fire();
            return true;
        });
        soon(() -> other.snapshot().federation().knocks().size() == 1);
        assertThat(other.snapshot().federation().knocks().getFirst().proven()).isTrue();
        assertThat(other.snapshot().federation().knocks().getFirst().fingerprint())
                .isEqualTo(fingerprint(window.relay()).normalized());
        soon(() -> !window.graph().actions().isEnabled(ConsoleAction.FEDERATE));

        other.execute("test", new TrustRelay(fingerprint(window.relay()).normalized(), "Window", Optional.empty()));
        window.relay().execute("test", new Reconnect(fingerprint(other).normalized()));
        soon(() -> linked(window.relay(), Proof.PINNED) && linked(other, Proof.PROVEN));
        window.run(ConsoleAction.UNDO);
        soon(() -> peers(window.relay()).isEmpty());
    }
}
