package org.wzp.console.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.waiting;
import static org.wzp.console.TestWindow.inWindow;
import static org.wzp.console.TestWindow.seen;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;
import org.wzp.console.WindowExtension;
import org.wzp.console.history.Charts;
import org.wzp.console.history.Point;
import org.wzp.console.history.Timeline;
import org.wzp.relay.api.RelaySnapshot;

/** An alarm looks like one, and nothing beside it says that all is well. */
@ExtendWith(WindowExtension.class)
class ContentionSentencesTest {
    private RelaySnapshot snapshot = RelaySnapshot.stopped(NOON);
    private List<Point> seconds = List.of();
    private final ContentionViewModel model = new ContentionViewModel(() -> seconds, () -> Charts.NONE);
    private Label passage;
    private Label hotPath;
    private int told;

    @Start
    void start(Stage stage) {
        passage = new Label();
        hotPath = new Label();
        ContentionSentences.show(model, passage, hotPath);
    }

    /** Five seconds, with a loop that was so late. */
    private void late(double millis) throws Exception {
        Timeline timeline = new Timeline(() -> snapshot);
        for (int second = 0; second < 5; second++) {
            told++;
            snapshot =
                    waiting(told, NOON.plusSeconds(told), ContentionViewModelTest.loop(100, 400, millis * 1_000, told));
            var _ = timeline.get();
        }
        seconds = timeline.charted();
        inWindow(() -> {
            model.show(snapshot);
            return true;
        });
    }

    private static boolean is(Label label, String state) {
        return seen(() -> label.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state)));
    }

    private static boolean hasMark(Label label) {
        return seen(() -> label.getGraphic() != null);
    }

    @Test
    void aMachineThatIsLateIsMarkedAndTheBarBelowIsNotGreenMeanwhile() throws Exception {
        late(2);
        assertThat(is(passage, "late")).isFalse();
        assertThat(hasMark(passage)).isFalse();
        assertThat(is(hotPath, "clean")).isTrue();
        late(145);
        assertThat(seen(passage::getText)).endsWith("this machine has too much to do.");
        assertThat(is(passage, "late")).isTrue();
        assertThat(hasMark(passage)).as("not by colour alone").isTrue();
        assertThat(is(hotPath, "clean")).isFalse();
        late(2);
        assertThat(is(passage, "late")).isFalse();
        assertThat(is(hotPath, "clean")).isTrue();
    }
}
