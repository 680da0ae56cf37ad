package org.wzp.console.settings;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.wzp.console.relay.SettingLine;
import org.wzp.console.text.SettingTitles;
import org.wzp.console.text.Texts;

/** One setting: what it does, its field, what is wrong with what is typed, and where the value comes from. */
final class SettingRow {
    private static final List<String> YES_AND_NO = List.of("true", "false");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final SettingDraft draft;
    private final Label problem = new Label();
    private final Label origin = wrapped("muted");
    private final Button reset = new Button(Texts.of("settings.reset"), new FontIcon(MaterialDesignR.RESTORE));
    private final Control field;
    private final VBox box = new VBox();

    SettingRow(SettingDraft draft, ValidationSupport validation) {
        this.draft = draft;
        SettingLine line = draft.line().get();
        field = field(line);
        field.setId("setting-" + line.key());
        field.setAccessibleText(SettingTitles.of(line.key()));
        field.setAccessibleHelp(line.help());
        Label title = new Label(SettingTitles.of(line.key()));
        title.getStyleClass().add("strong");
        title.setLabelFor(field);
        Label key = new Label(line.key());
        key.getStyleClass().addAll("mono", "muted", "setting-key");
        HBox head = new HBox(title, key);
        head.getStyleClass().add("setting-head");
        Label help = wrapped("setting-help");
        help.setText(line.details().isEmpty() ? line.help() : line.help() + " " + line.details());
        reset.setId("reset-" + line.key());
        reset.getStyleClass().addAll("flat", "small");
        reset.setAccessibleText(Texts.of("settings.reset.key", SettingTitles.of(line.key())));
        reset.setMinWidth(Region.USE_PREF_SIZE);
        reset.setOnAction(event -> draft.reset());
        Label unit = new Label(line.unit());
        unit.getStyleClass().add("muted");
        HBox edit = new HBox(field, unit, reset);
        edit.getStyleClass().add("field-row");
        problem.getStyleClass().add("problem");
        problem.setId("problem-" + line.key());
        problem.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
        problem.setWrapText(true);
        box.getStyleClass().add("setting");
        box.getChildren().addAll(head, help, edit, problem, origin);
        // checks at each key, by the parser that reads the files
        validation.registerValidator(field, false, (control, value) -> result(control));
        draft.text().subscribe(text -> show());
        draft.line().subscribe(newest -> show());
    }

    Node node() {
        return box;
    }

    void focus() {
        field.requestFocus();
    }

    /** Whether the row says this somewhere; a row that doesn't is not shown. */
    void showIfFits(String wanted) {
        SettingLine line = draft.line().get();
        String all = String.join(" ", SettingTitles.of(line.key()), line.key(), line.help(), line.details())
                .toLowerCase(Locale.ROOT);
        boolean fits = all.contains(wanted.strip().toLowerCase(Locale.ROOT));
        box.setVisible(fits);
        box.setManaged(fits);
    }

    boolean isShown() {
        return box.isVisible();
    }

    private ValidationResult result(Control control) {
        ValidationResult result = new ValidationResult();
        draft.problem().ifPresent(what -> result.addErrorIf(control, what, true));
        return result;
    }

    private void show() {
        SettingLine line = draft.line().get();
        String wrong = draft.problem().orElse("");
        problem.setText(wrong);
        problem.setVisible(!wrong.isEmpty());
        problem.setManaged(!wrong.isEmpty());
        field.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
        field.setDisable(line.isLocked());
        origin.setText((draft.origin() + " " + draft.limits()).strip());
        reset.setVisible(draft.canReset());
    }

    private Control field(SettingLine line) {
        if (line.choices().equals(YES_AND_NO)) {
            CheckBox box = new CheckBox(Texts.of("settings.on"));
            draft.text().subscribe(text -> box.setSelected(text.equals("true")));
            box.selectedProperty().subscribe(on -> {
                // also before anything was chosen
                if (on != draft.text().get().equals("true")) {
                    draft.text().set(on ? "true" : "false");
                }
            });
            return box;
        }
        if (!line.choices().isEmpty()) {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().setAll(line.choices());
            box.valueProperty().bindBidirectional(draft.text());
            return box;
        }
        TextField field = new TextField();
        field.textProperty().bindBidirectional(draft.text());
        if (line.initial().isEmpty()) {
            field.setPromptText(Texts.of("settings.unset"));
        }
        return field;
    }

    private static Label wrapped(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
