package org.wzp.console.history;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.history.TimeMachineViewModel.Scale;
import org.wzp.console.text.Texts;

/** The strip above every view that says which moment is shown, with the slider; not there while the window shows the present. */
public final class TimeBar extends VBox {
    private static final int SECONDS_A_KEY = 1;
    private static final int SECONDS_A_PAGE = 60;

    /** Room for it in two lines, px. */
    private static final double SENTENCE_LEAST_WIDTH = 130;

    private final TimeMachineViewModel model;
    private final Slider slider = new Slider();
    private boolean following;

    public TimeBar(TimeMachineViewModel model, Actions actions) {
        this.model = model;
        getStyleClass().add("time-bar");
        setId("timeBar");
        Label sentence = new Label();
        sentence.setId("pastSentence");
        sentence.setGraphic(new FontIcon(MaterialDesignH.HISTORY));
        sentence.getStyleClass().add("past-sentence");
        sentence.textProperty().bind(model.sentence());
        sentence.setWrapText(true);
        sentence.setMinWidth(SENTENCE_LEAST_WIDTH);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        Button back = button(actions, ConsoleAction.BACK_TO_NOW, "backToNow");
        back.getStyleClass().add("accent");
        Button save = button(actions, ConsoleAction.SAVE_HOUR, "saveHour");
        Button start = icon(actions, ConsoleAction.MARK_START, "markStart");
        Button end = icon(actions, ConsoleAction.MARK_END, "markEnd");
        slider.setId("timeSlider");
        slider.setAccessibleText(Texts.of("past.slider"));
        slider.setMinWidth(120);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().subscribe((before, now) -> moved(now.longValue()));
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox row = new HBox(sentence, slider, start, end, save, back);
        row.getStyleClass().add("time-row");
        row.visibleProperty().bind(model.lookingBack());
        row.managedProperty().bind(row.visibleProperty());
        Label message = new Label();
        message.setId("pastMessage");
        message.setWrapText(true);
        message.textProperty().bind(model.message());
        message.visibleProperty().bind(model.message().isNotEmpty());
        message.managedProperty().bind(message.visibleProperty());
        getChildren().addAll(row, marked(actions), message);
        visibleProperty().bind(Bindings.or(model.lookingBack(), model.message().isNotEmpty()));
        managedProperty().bind(visibleProperty());
        model.scale().subscribe(this::show);
    }

    /** What of the hour is saved, while that is not all. */
    private HBox marked(Actions actions) {
        Label words = new Label();
        words.setId("pastMarked");
        words.setWrapText(true);
        StringBinding text = model.marked();
        words.textProperty().bind(text);
        HBox row = new HBox(words, icon(actions, ConsoleAction.CLEAR_MARKS, "clearMarks"));
        row.getStyleClass().add("time-row");
        row.visibleProperty().bind(Bindings.and(model.lookingBack(), text.isNotEmpty()));
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private static Button icon(Actions actions, ConsoleAction action, String id) {
        Button button = new Button();
        button.setId(id);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setMinWidth(Region.USE_PREF_SIZE);
        actions.bind(button, action);
        return button;
    }

    private static Button button(Actions actions, ConsoleAction action, String id) {
        Button button = new Button();
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        actions.bind(button, action);
        return button;
    }

    private void show(Scale scale) {
        if (slider.isValueChanging()) {
            return;
        }
        following = true;
        slider.setMin((double) scale.from());
        slider.setMax((double) Math.max(scale.from() + 1, scale.until()));
        slider.setValue((double) scale.shown());
        following = false;
    }

    /** By the operator, not by what is shown. */
    private void moved(long second) {
        if (!following && second != model.scale().get().shown()) {
            model.look(second);
        }
    }

    private void key(KeyEvent event) {
        int by = step(event.getCode());
        if (by != 0) {
            model.step(by);
            event.consume();
        }
    }

    private static int step(KeyCode key) {
        return switch (key) {
            case LEFT, DOWN -> -SECONDS_A_KEY;
            case RIGHT, UP -> SECONDS_A_KEY;
            case PAGE_DOWN -> -SECONDS_A_PAGE;
            case PAGE_UP -> SECONDS_A_PAGE;
            default -> 0;
        };
    }
}
