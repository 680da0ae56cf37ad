package org.wzp.console.contention;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.SnapshotClock;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.text.Texts;

/** Shows a look of the flight recorder while it goes on, and what threads waited for. */
public final class DeepLookDialog {
    private static final double WIDTH = 780;
    private static final double TABLE_HEIGHT = 280;

    private DeepLookDialog() {}

    /** Returns at once. Closing it cancels a look that goes on. */
    public static void show(DeepLookViewModel model, Questions questions) {
        Dialog<ButtonType> dialog = questions.dialog(Texts.of("deep.title"));
        Label about = new Label(Texts.of("deep.about"));
        about.setWrapText(true);
        about.getStyleClass().add("muted");
        FilterBar filter = new FilterBar();
        TableView<Handle<String, Waits>> view = new TableView<>();
        view.setId("deepTable");
        view.setPrefHeight(TABLE_HEIGHT);
        table(view, model, filter);
        Label outcome = new Label();
        outcome.setId("deep-outcome");
        outcome.setWrapText(true);
        outcome.setMaxWidth(Double.MAX_VALUE);
        outcome.textProperty().bind(model.outcome());
        VBox content = new VBox(about, controls(model), filter, view, outcome);
        content.getStyleClass().addAll("question", "deep-look");
        content.setPrefWidth(WIDTH);
        VBox.setVgrow(view, Priority.ALWAYS);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(new ButtonType(Texts.of("close"), ButtonData.CANCEL_CLOSE));
        Timeline timer = new Timeline(
                new KeyFrame(Duration.millis((double) SnapshotClock.PERIOD.toMillis()), tick -> model.tick()));
        timer.setCycleCount(Animation.INDEFINITE);
        timer.play();
        dialog.setOnHidden(hidden -> {
            timer.stop();
            model.cancel();
        });
        Questions.fit(dialog);
        dialog.show();
    }

    private static HBox controls(DeepLookViewModel model) {
        Button begin = new Button(Texts.of("deep.begin"));
        begin.setId("deep-begin");
        begin.setOnAction(pressed -> model.begin());
        begin.disableProperty().bind(model.looking());
        Button cancel = new Button(Texts.of("cancel"));
        cancel.setId("deep-cancel");
        cancel.setOnAction(pressed -> model.cancel());
        cancel.disableProperty().bind(model.looking().not());
        ProgressBar progress = new ProgressBar();
        progress.setAccessibleText(Texts.of("deep.title"));
        progress.progressProperty().bind(model.progress());
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        HBox row = new HBox(begin, progress, cancel);
        row.getStyleClass().add("page-head");
        return row;
    }

    private static void table(TableView<Handle<String, Waits>> view, DeepLookViewModel model, FilterBar filter) {
        LiveTable<String, Waits> table =
                new LiveTable<>(view, model.rows(), Texts.of("deep.table"), filter, Texts.of("deep.filter"));
        table.words(
                Texts.of("deep.column.kind"), fixed(130), waits -> waits.kind().text());
        table.sentence(Texts.of("deep.column.what"), between(260, 340), Waits::what);
        table.number(Texts.of("deep.column.times"), fixed(80), Waits::times, Texts.speech()::whole);
        TableColumn<Handle<String, Waits>, Handle<String, Waits>> total =
                table.figure(Texts.of("deep.column.total"), fixed(100), Waits::nanos, waits -> Texts.speech()
                        .millis(waits.nanos()));
        table.figure(Texts.of("deep.column.longest"), fixed(110), Waits::longestNanos, waits -> Texts.speech()
                .millis(waits.longestNanos()));
        total.setSortType(SortType.DESCENDING);
        view.getSortOrder().add(total);
        table.whenEmpty(new SimpleStringProperty(Texts.of("deep.empty")));
    }
}
