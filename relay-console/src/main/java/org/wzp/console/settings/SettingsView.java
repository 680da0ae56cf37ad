package org.wzp.console.settings;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationSupport;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.settings.SettingsViewModel.DraftGroup;
import org.wzp.console.shell.View;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Subject;

/** The configuration as a form. Binds, and nothing more. */
public final class SettingsView implements View {
    private final SettingsViewModel model;
    private final Actions actions;
    private final List<? extends Node> more;
    private final Parent root;
    private final ValidationSupport validation = new ValidationSupport();
    private final List<SettingRow> rows = new ArrayList<>();

    @FXML
    private TextField find;

    @FXML
    private Label problem;

    @FXML
    private HBox pendingBar;

    @FXML
    private Label pending;

    @FXML
    private Button restart;

    @FXML
    private VBox groups;

    @FXML
    private VBox cards;

    @FXML
    private Label nothingFound;

    @FXML
    private VBox foot;

    @FXML
    private VBox changes;

    @FXML
    private Button apply;

    @FXML
    private Button discard;

    /** @param more cards below those of the configuration */
    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public SettingsView(SettingsViewModel model, List<? extends Node> more, Actions actions) {
        this.model = model;
        this.more = List.copyOf(more);
        this.actions = actions;
        validation.setValidationDecorator(new FieldMarks());
        this.root = ViewLoader.load(this, "settings");
    }

    @FXML
    private void initialize() {
        groups.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.read();
            }
        });
        cards.getChildren().setAll(more);
        model.groups().subscribe(this::showGroups);
        find.textProperty().subscribe(this::find);
        model.problem().subscribe(why -> {
            problem.setText(why.orElse(""));
            show(problem, why.isPresent());
        });
        problem.setGraphic(new FontIcon(MaterialDesignA.ALERT_OUTLINE));
        model.pending().subscribe(keys -> {
            pending.setText(Texts.of("settings.pending", String.join(", ", keys), keys.size()));
            show(pendingBar, !keys.isEmpty());
        });
        pending.setGraphic(new FontIcon(MaterialDesignR.RESTART));
        actions.bind(restart, ConsoleAction.RESTART);
        model.changes().subscribe(this::showChanges);
        actions.define(
                ConsoleAction.APPLY_SETTINGS,
                Bindings.and(model.applicable(), groups.sceneProperty().isNotNull()),
                model::apply);
        actions.bind(apply, ConsoleAction.APPLY_SETTINGS);
        discard.setOnAction(event -> model.discard());
    }

    private void showGroups(List<DraftGroup> all) {
        rows.clear();
        groups.getChildren().clear();
        for (DraftGroup group : all) {
            Label title = new Label(group.title());
            title.getStyleClass().add("card-title");
            VBox card = new VBox(title);
            card.getStyleClass().add("card");
            for (SettingDraft draft : group.settings()) {
                SettingRow row = new SettingRow(draft, validation);
                rows.add(row);
                card.getChildren().add(row.node());
            }
            groups.getChildren().add(card);
        }
        find(find.getText());
    }

    private void find(String wanted) {
        rows.forEach(row -> row.showIfFits(wanted));
        for (Node card : groups.getChildren()) {
            boolean some = ((VBox) card)
                    .getChildren().stream()
                            .anyMatch(node -> node.getStyleClass().contains("setting") && node.isVisible());
            show(card, some);
        }
        boolean nothing = !rows.isEmpty() && rows.stream().noneMatch(SettingRow::isShown);
        nothingFound.setText(Texts.of("filter.empty", wanted));
        show(nothingFound, nothing);
    }

    private void showChanges(List<SettingDraft.Change> all) {
        changes.getChildren().setAll(all.stream().map(SettingsView::changeLine).toList());
        show(foot, !all.isEmpty());
    }

    private static Node changeLine(SettingDraft.Change change) {
        Label line = new Label(Texts.of(
                change.needsRestart() ? "settings.change-restart" : "settings.change",
                change.key(),
                value(change.before()),
                value(change.after())));
        line.setWrapText(true);
        line.getStyleClass().add("mono");
        return line;
    }

    private static String value(String text) {
        return text.isEmpty() ? Texts.of("settings.unset") : text;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Leads to one setting, if that is what it is about: shows it alone, with the cursor in its field. */
    public void lookAt(Subject subject) {
        if (!(subject instanceof Subject.Setting(String key))) {
            return;
        }
        find.setText(key);
        // the view may have come into the window just now, and takes the focus once it is laid out
        Platform.runLater(
                () -> rows.stream().filter(SettingRow::isShown).findFirst().ifPresent(SettingRow::focus));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focusFilter() {
        find.requestFocus();
        find.selectAll();
    }

    @Override
    public void copyRows() {
        // there are none
    }
}
