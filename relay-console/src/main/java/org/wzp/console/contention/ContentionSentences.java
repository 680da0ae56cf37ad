package org.wzp.console.contention;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.wzp.console.contention.ContentionViewModel.HotPath;

/** The two sentences above the charts: an alarm looks like one, and nothing below it says that all is well. */
final class ContentionSentences {
    private static final PseudoClass CLEAN = PseudoClass.getPseudoClass("clean");
    private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");
    private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");

    private ContentionSentences() {}

    static void show(ContentionViewModel model, Label passage, Label hotPath) {
        passage.textProperty().bind(model.passage());
        passage.visibleProperty().bind(model.passage().isNotEmpty());
        passage.managedProperty().bind(passage.visibleProperty());
        hotPath.textProperty().bind(model.hotPath());
        model.late().subscribe(late -> {
            passage.pseudoClassStateChanged(LATE, late);
            passage.setGraphic(late ? new FontIcon(MaterialDesignA.ALERT_OUTLINE) : null);
            mark(hotPath, model.verdict().get(), late);
        });
        model.verdict().subscribe(verdict -> mark(hotPath, verdict, model.late().get()));
    }

    private static void mark(Label hotPath, HotPath verdict, boolean late) {
        boolean well = verdict == HotPath.CLEAN && !late;
        hotPath.pseudoClassStateChanged(CLEAN, well);
        hotPath.pseudoClassStateChanged(LOCKED, verdict == HotPath.LOCKED);
        hotPath.setGraphic(new FontIcon(
                well
                        ? MaterialDesignC.CHECK_CIRCLE_OUTLINE
                        : verdict == HotPath.LOCKED
                                ? MaterialDesignA.ALERT_OUTLINE
                                : MaterialDesignI.INFORMATION_OUTLINE));
    }
}
