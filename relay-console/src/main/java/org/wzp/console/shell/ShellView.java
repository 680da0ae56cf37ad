package org.wzp.console.shell;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Node;
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
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.action.Questions;
import org.wzp.console.shell.ShellViewModel.Badge;
import org.wzp.console.shell.ShellViewModel.Status;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayState;

/** The window's frame: navigation, top bar, status bar, and the view in the middle. */
public final class ShellView {
    /** What the last event has of the status bar at least. */
    private static final double LEAST_EVENT = 90;

    private final ShellViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final ThemeSwitch theme;
    private final Endings endings;
    private final WindowPreferences preferences;
    private final Supplier<List<PaletteViewModel.Entry>> entries;
    private final Map<Place, View> views;
    private final ToggleGroup places = new ToggleGroup();
    private final Region root;

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
    private HBox drainBar;

    @FXML
    private Label drainText;

    @FXML
    private Button cancelDrain;

    @FXML
    private Button privateMark;

    @FXML
    private Button search;

    @FXML
    private Label people;

    @FXML
    private Label rooms;

    @FXML
    private Label links;

    @FXML
    private Label in;

    @FXML
    private Label out;

    @FXML
    private Label lag;

    @FXML
    private Label event;

    @FXML
    private StackPane noticePlace;

    @FXML
    private HBox statusBar;

    @FXML
    private Button endRehearsal;

    @FXML
    private VBox tools;

    @FXML
    private VBox above;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public ShellView(
            ShellViewModel model,
            Map<Place, View> views,
            Actions actions,
            Questions questions,
            ThemeSwitch theme,
            WindowPreferences preferences,
            Supplier<List<PaletteViewModel.Entry>> entries) {
        this.preferences = preferences;
        this.entries = entries;
        this.model = model;
        this.views = views;
        this.actions = actions;
        this.questions = questions;
        this.theme = theme;
        this.endings = new Endings(model, questions, InstantSource.system(), preferences.whenClosed());
        this.root = (Region) ViewLoader.load(this, "shell");
    }

    public Region root() {
        return root;
    }

    /** Where notices are told: below the view, so that they cover nothing of what they are about. */
    StackPane noticePlace() {
        return noticePlace;
    }

    /** What stands there otherwise. */
    Node status() {
        return statusBar;
    }

    /**
     * Gives two parts of other packages their place.
     *
     * @param tool below the navigation
     * @param strip above every view
     */
    public void place(Node tool, Node strip) {
        tools.getChildren().setAll(tool);
        above.getChildren().setAll(strip);
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
        bindDrain();
        actions.bind(privateMark, ConsoleAction.PRIVACY);
        privateMark.setText(Texts.of("private.now"));
        privateMark.visibleProperty().bind(preferences.hidden());
        privateMark.managedProperty().bind(preferences.hidden());
        statusBar.widthProperty().subscribe(width -> fitStatus());
        actions.bind(search, ConsoleAction.PALETTE);
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
        actions.define(ConsoleAction.START_OR_STOP, model.changing().not(), endings::startOrStop);
        actions.define(
                ConsoleAction.RESTART,
                model.changing().not().and(model.state().isEqualTo(RelayState.RUNNING)),
                endings::restart);
        actions.define(ConsoleAction.CANCEL_DRAIN, model.drain().isNotEmpty(), model::cancelDrain);
        actions.define(ConsoleAction.PALETTE, () -> Palette.show(questions, entries));
        actions.define(ConsoleAction.SHORTCUTS, () -> ShortcutSheet.show(questions));
    }

    private View current() {
        return Objects.requireNonNull(views.get(model.place().get()));
    }

    /** Asks when somebody would be cut off, unless the operator has chosen what closing the window does. */
    boolean mayClose() {
        return endings.mayClose();
    }

    /** Whether the relay may end with its window; asks when somebody would be cut off. */
    public boolean mayEnd() {
        return endings.mayEnd();
    }

    /** @param without lets the relay run without its window */
    public void runOnWith(Runnable without) {
        endings.runOnWith(without);
    }

    private void bindDrain() {
        actions.bind(cancelDrain, ConsoleAction.CANCEL_DRAIN);
        drainText.textProperty().bind(model.drain());
        drainBar.visibleProperty().bind(model.drain().isNotEmpty());
        drainBar.managedProperty().bind(drainBar.visibleProperty());
        model.drain().subscribe(text -> showState(model.state().get()));
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
        boolean draining = !model.drain().get().isEmpty();
        state.setText(draining ? Texts.of("state.draining") : ShellViewModel.stateText(now));
        state.getStyleClass()
                .setAll(
                        "label",
                        "state",
                        "state-" + (draining ? "stopping" : now.name().toLowerCase(Locale.ROOT)));
        power.getStyleClass().removeAll("accent", "danger-outline");
        power.getStyleClass().add(now == RelayState.RUNNING ? "danger-outline" : "accent");
    }

    private void showStatus(Status status) {
        people.setText(status.people());
        rooms.setText(status.rooms());
        links.setText(status.links());
        links.setManaged(!status.links().isEmpty());
        in.setText(status.in());
        out.setText(status.out());
        lag.setText(status.lag());
        event.setText(status.event());
        fitStatus();
    }

    /** In a narrow window figures give way, before anything is pushed out of it. */
    private void fitStatus() {
        List<Label> figures = List.of(out, in, lag);
        double wanted = statusBar.getInsets().getLeft() + statusBar.getInsets().getRight() - statusBar.getSpacing();
        for (Node part : statusBar.getChildren()) {
            if (part.isManaged() || figures.contains(part)) {
                wanted += (part.equals(event) ? LEAST_EVENT : part.prefWidth(-1)) + statusBar.getSpacing();
            }
        }
        for (Label figure : figures) {
            boolean fits = wanted <= statusBar.getWidth();
            shown(figure, fits);
            wanted -= fits ? 0 : figure.prefWidth(-1) + statusBar.getSpacing();
        }
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
