package org.wzp.console.shell;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.wzp.console.common.Actions;
import org.wzp.console.common.Clips;
import org.wzp.console.common.ConsoleAction;
import org.wzp.console.common.Place;
import org.wzp.console.common.Questions;
import org.wzp.console.common.Texts;
import org.wzp.console.common.View;
import org.wzp.console.common.ViewLoader;
import org.wzp.console.shell.ShellViewModel.Badge;
import org.wzp.console.shell.ShellViewModel.Status;
import org.wzp.relay.api.RelayState;

/** The window's frame: navigation, top bar, status bar, and the view in the middle. */
public final class ShellView {
    private final ShellViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final ThemeSwitch theme;
    private final Map<Place, View> views;
    private final ToggleGroup places = new ToggleGroup();
    private final Parent root;

    @FXML
    private VBox navigation;

    @FXML
    private StackPane content;

    @FXML
    private Label state;

    @FXML
    private Label address;

    @FXML
    private HBox addressBox;

    @FXML
    private Button undo;

    @FXML
    private Button themeButton;

    @FXML
    private Button shortcuts;

    @FXML
    private Button power;

    @FXML
    private Label people;

    @FXML
    private Label rooms;

    @FXML
    private Label in;

    @FXML
    private Label out;

    @FXML
    private Label lag;

    @FXML
    private Label event;

    @FXML
    private Button endRehearsal;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public ShellView(
            ShellViewModel model, Map<Place, View> views, Actions actions, Questions questions, ThemeSwitch theme) {
        this.model = model;
        this.views = views;
        this.actions = actions;
        this.questions = questions;
        this.theme = theme;
        this.root = ViewLoader.load(this, "shell");
    }

    public Parent root() {
        return root;
    }

    /** Where notices are laid over the view. */
    StackPane overlay() {
        return content;
    }

    @FXML
    private void initialize() {
        defineActions();
        for (Place place : Place.values()) {
            navigation.getChildren().add(entry(place));
        }
        model.place().subscribe(this::showPlace);
        model.state().subscribe(this::showState);
        address.textProperty().bind(model.address());
        addressBox.visibleProperty().bind(model.address().isNotEmpty());
        addressBox.getChildren().add(Clips.button(Texts.of("overview.address"), () -> model.address()
                .get()));
        actions.bind(undo, ConsoleAction.UNDO);
        actions.bind(themeButton, ConsoleAction.THEME);
        actions.bind(shortcuts, ConsoleAction.SHORTCUTS);
        actions.bind(power, ConsoleAction.START_OR_STOP);
        power.textProperty().bind(model.switchText());
        actions.bind(endRehearsal, ConsoleAction.END_REHEARSAL);
        endRehearsal.visibleProperty().bind(endRehearsal.disabledProperty().not());
        endRehearsal.managedProperty().bind(endRehearsal.visibleProperty());
        theme.choice().subscribe(choice -> {
            String text = Texts.of("theme.now", choice.text());
            themeButton.setAccessibleText(text);
            themeButton.getTooltip().setText(text);
        });
        model.status().subscribe(this::showStatus);
    }

    private void defineActions() {
        for (Place place : Place.values()) {
            actions.define(place.action(), () -> model.place().set(place));
        }
        actions.define(ConsoleAction.FILTER, () -> current().focusFilter());
        actions.define(ConsoleAction.COPY_ROWS, () -> current().copyRows());
        actions.define(ConsoleAction.THEME, () -> theme.choice()
                .set(theme.choice().get().next()));
        actions.define(ConsoleAction.START_OR_STOP, model.changing().not(), this::startOrStop);
        actions.define(ConsoleAction.SHORTCUTS, () -> ShortcutSheet.show(questions));
    }

    private View current() {
        return Objects.requireNonNull(views.get(model.place().get()));
    }

    private void startOrStop() {
        if (!model.running()) {
            model.start();
        } else if (mayStop()) {
            model.stop();
        }
    }

    /** Asks when somebody would be cut off: the relay ends with its window. */
    public boolean mayClose() {
        return may(
                Texts.of("close.title"),
                count -> Texts.of("close.text", count),
                count -> Texts.of("close.button", count));
    }

    private boolean mayStop() {
        return may(
                Texts.of("stop.title"),
                count -> Texts.of("stop.text", count),
                count -> Texts.of("relay.stop-people", count));
    }

    private boolean may(String title, Function<Integer, String> text, Function<Integer, String> button) {
        ReadOnlyObjectProperty<Integer> cutOff = model.people();
        return !model.running()
                || cutOff.get() == 0
                || questions.confirmed(title, cutOff.map(text), cutOff.map(button));
    }

    private ToggleButton entry(Place place) {
        ConsoleAction action = place.action();
        Label badge = new Label();
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        Label name = new Label(action.text());
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox face = new HBox(new FontIcon(action.icon()), name, badge);
        face.getStyleClass().add("nav-face");
        ToggleButton button = new ToggleButton();
        button.setId("go-" + place.id());
        button.setGraphic(face);
        button.getStyleClass().add("nav-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(places);
        button.setTooltip(new Tooltip(action.text() + " (" + action.keys() + ")"));
        // A navigation entry can't be switched off by clicking it again.
        button.setOnAction(clicked -> {
            button.setSelected(true);
            model.place().set(place);
        });
        // Arrow keys select the next entry without an action.
        button.selectedProperty().subscribe(selected -> {
            if (selected) {
                model.place().set(place);
            }
        });
        model.place().subscribe(now -> button.setSelected(now == place));
        model.badge(place).subscribe(now -> showBadge(badge, button, action, now));
        return button;
    }

    private static void showBadge(Label label, ToggleButton button, ConsoleAction action, Badge badge) {
        label.setText(badge.text());
        label.setVisible(!badge.text().isEmpty());
        label.setManaged(!badge.text().isEmpty());
        label.getStyleClass().setAll("label", "badge", badge.urgent() ? "badge-urgent" : "badge-count");
        button.setAccessibleText(badge.text().isEmpty() ? action.text() : action.text() + ", " + badge.text());
    }

    private void showPlace(Place place) {
        View view = Objects.requireNonNull(views.get(place));
        if (content.getChildren().isEmpty()) {
            content.getChildren().add(view.root());
        } else {
            content.getChildren().set(0, view.root());
        }
    }

    private void showState(RelayState now) {
        state.setText(ShellViewModel.stateText(now));
        state.getStyleClass().setAll("label", "state", "state-" + now.name().toLowerCase(Locale.ROOT));
        power.getStyleClass().removeAll("accent", "danger-outline");
        power.getStyleClass().add(now == RelayState.RUNNING ? "danger-outline" : "accent");
    }

    private void showStatus(Status status) {
        people.setText(status.people());
        rooms.setText(status.rooms());
        in.setText(status.in());
        out.setText(status.out());
        lag.setText(status.lag());
        event.setText(status.event());
    }
}
