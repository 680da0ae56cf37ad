package org.wzp.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.soon;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.wzp.console.WindowCase;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.relay.ListenCheck;
import org.wzp.console.relay.ListenCheck.Answer;
import org.wzp.relay.text.Addresses;

/** The join card of a relay that really runs: its code as a camera reads it, and whether its addresses answer. */
class SelfCheckTest extends WindowCase {

    private List<String> findings(FxRobot robot) {
        return robot.lookup("#findings").<VBox>query().getChildren().stream()
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    @Test
    void theCodeIsTheAddressThatClientsEnter(FxRobot robot) throws Exception {
        String address = Addresses.of(window.address());
        soon(() -> robot.lookup(".qr-code").query().isVisible());
        WritableImage picture = inWindow(() -> {
            SnapshotParameters larger = new SnapshotParameters();
            larger.setTransform(Transform.scale(4, 4));
            return robot.lookup(".qr-code").query().snapshot(larger, null);
        });
        var image = SwingFXUtils.fromFXImage(picture, null);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource seen = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        assertThat(new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(seen)))
                        .getText())
                .isEqualTo(address);
    }

    @Test
    void eachAddressIsTriedForReal(FxRobot robot) throws Exception {
        String address = Addresses.of(window.address());
        soon(() -> findings(robot).equals(List.of("UDP " + address + " is bound: the relay has its port.")));
        inWindow(() -> {
            robot.lookup("#check").<Button>query().fire();
            return true;
        });
        soon(() -> findings(robot).size() == 3);
        assertThat(inWindow(() -> findings(robot)).get(1))
                .startsWith(address + " answers (")
                .endsWith(" ms from this machine).");
        assertThat(inWindow(() -> findings(robot)).get(2)).contains("this machine alone");

        inWindow(() -> {
            window.run(ConsoleAction.START_OR_STOP);
            return true;
        });
        soon(() -> findings(robot).isEmpty());
        assertThat(inWindow(() -> robot.lookup("#check").query().isDisabled())).isTrue();
    }

    @Test
    void anAddressWhereNobodyListensDoesNotAnswer() {
        window.address();
        // port 9 of loopback: discard, which nothing serves
        assertThat(ListenCheck.ask(List.of(new InetSocketAddress("127.0.0.1", 9))))
                .singleElement()
                .extracting(Answer::took)
                .isEqualTo(Optional.empty());
    }
}
