package org.wzp.console.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Clips;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FingerprintWords;
import org.wzp.console.action.Place;
import org.wzp.console.overview.OverviewViewModel.Join;
import org.wzp.console.overview.OverviewViewModel.Line;
import org.wzp.console.overview.OverviewViewModel.LossLine;
import org.wzp.console.overview.OverviewViewModel.Remedy;
import org.wzp.console.overview.OverviewViewModel.Tiles;
import org.wzp.console.overview.SelfCheckViewModel.Finding;
import org.wzp.console.shell.View;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.text.Fingerprints;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.Subject;

/** Join card, tiles, attention list. Binds, and nothing more. */
public final class OverviewView implements View {
    private static final double TILE_LEAST_WIDTH = 136;

    private final OverviewViewModel model;
    private final SelfCheckViewModel self;
    private final LastEventsViewModel happened;
    private final Actions actions;
    private final Consumer<Place> go;
    private final Consumer<Subject> lead;
    private final Runnable everybody;
    private final Parent root;
    private final List<Label> lineTexts = new ArrayList<>();
    private @Nullable List<Line> shownLines;

    @FXML
    private VBox addresses;

    @FXML
    private Label joinText;

    @FXML
    private QrCode qr;

    @FXML
    private Button check;

    @FXML
    private VBox findings;

    @FXML
    private GridPane facts;

    @FXML
    private Label identity;

    @FXML
    private Label tls;

    @FXML
    private FingerprintWords words;

    @FXML
    private Label transport;

    @FXML
    private HBox identityRow;

    @FXML
    private HBox tlsRow;

    @FXML
    private HBox logRow;

    @FXML
    private Label log;

    @FXML
    private VBox attention;

    @FXML
    private FlowPane tileBoard;

    @FXML
    private VBox events;

    @FXML
    private GridPane charts;

    @FXML
    private Hyperlink people;

    @FXML
    private Hyperlink rooms;

    @FXML
    private Label in;

    @FXML
    private Label out;

    @FXML
    private Label bits;

    @FXML
    private Hyperlink dropped;

    @FXML
    private VBox droppedCard;

    @FXML
    private VBox refusedCard;

    @FXML
    private Label uptime;

    /**
     * @param go leads to another place of the window
     * @param lead leads to the room or the person that a line is about
     * @param everybody shows the people of all rooms
     */
    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public OverviewView(
            OverviewViewModel model,
            SelfCheckViewModel self,
            LastEventsViewModel happened,
            Actions actions,
            Consumer<Place> go,
            Consumer<Subject> lead,
            Runnable everybody) {
        this.model = model;
        this.self = self;
        this.happened = happened;
        this.actions = actions;
        this.go = go;
        this.lead = lead;
        this.everybody = everybody;
        this.root = ViewLoader.load(this, "overview");
    }

    @FXML
    private void initialize() {
        tileBoard.widthProperty().subscribe(width -> widenTiles(width.doubleValue()));
        identityRow.getChildren().add(Clips.button(Texts.of("overview.identity"), identity::getText));
        tlsRow.getChildren()
                .add(Clips.button(
                        Texts.of("overview.tls"), () -> model.join().get().tls()));
        logRow.getChildren().add(Clips.button(Texts.of("overview.log"), log::getText));
        log.textProperty().bind(model.log());
        logRow.visibleProperty().bind(model.log().isNotEmpty());
        joinText.managedProperty().bind(joinText.visibleProperty());
        facts.managedProperty().bind(facts.visibleProperty());
        // Subscriptions fire only when a record differs from the one before, so nodes are rebuilt rarely.
        model.join().subscribe(this::showJoin);
        model.tiles().subscribe(this::showTiles);
        model.lines().subscribe(this::showLines);
        TroubleCards troubles = new TroubleCards(droppedCard, refusedCard, this::leadTo, this::whoWasTurnedAway);
        model.troubles().subscribe(troubles::show);
        actions.define(ConsoleAction.CHECK_ADDRESS, self.possible(), self::check);
        actions.bind(check, ConsoleAction.CHECK_ADDRESS);
        self.findings().subscribe(now -> findings.getChildren()
                .setAll(now.stream().map(OverviewView::finding).toList()));
        happened.lines().subscribe(this::showEvents);
        ChartBoard board = new ChartBoard(charts);
        model.charts().subscribe(board::show);
        people.setOnAction(event -> {
            people.setVisited(false);
            everybody.run();
        });
        rooms.setOnAction(event -> {
            rooms.setVisited(false);
            lead.accept(new Subject.Rooms());
        });
        dropped.setOnAction(event -> showDrops());
        dropped.disableProperty().bind(droppedCard.visibleProperty().not());
    }

    private void showEvents(List<String> lines) {
        List<String> shown = lines.isEmpty() ? List.of(Texts.of("overview.no-events")) : lines;
        events.getChildren()
                .setAll(shown.stream()
                        .map(line -> {
                            Label label = new Label(line);
                            label.setWrapText(true);
                            label.setMinHeight(Region.USE_PREF_SIZE);
                            return label;
                        })
                        .toList());
    }

    private static Node finding(Finding finding) {
        FontIcon icon = new FontIcon(
                switch (finding.kind()) {
                    case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
                    case BAD -> MaterialDesignA.ALERT_OUTLINE;
                    case NOTE -> MaterialDesignI.INFORMATION_OUTLINE;
                });
        Label label = new Label(finding.text(), icon);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("finding-" + finding.kind().name().toLowerCase(Locale.ROOT));
        return label;
    }

    private void leadTo(LossLine loss) {
        lead.accept(new Subject.Person(loss.room(), loss.participant(), loss.name()));
    }

    /** Scrolls to what the figure is made of. */
    private void showDrops() {
        dropped.setVisited(false);
        ScrollPane page = (ScrollPane) root;
        double beyond = page.getContent().getBoundsInLocal().getHeight()
                - page.getViewportBounds().getHeight();
        page.setVvalue(
                beyond <= 0 ? 0 : Math.min(1, droppedCard.getBoundsInParent().getMinY() / beyond));
    }

    private void showJoin(Join join) {
        addresses
                .getChildren()
                .setAll(join.addresses().stream().map(this::address).toList());
        if (join.addresses().isEmpty()) {
            Label none = new Label(Texts.of("overview.no-address"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            addresses.getChildren().add(none);
        }
        qr.show(join.addresses().isEmpty() ? "" : join.addresses().getFirst());
        joinText.setVisible(!join.addresses().isEmpty());
        facts.setVisible(!join.identity().isEmpty());
        identity.setText(join.identity());
        tls.setText(Fingerprints.inTwoLines(join.tls()));
        words.show(join.tls());
        transport.setText(join.transport().isEmpty() ? "" : Texts.of("overview.transport", join.transport()));
    }

    private Node address(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", "join-address");
        HBox row = new HBox(label, Clips.button(text, () -> text));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("copy-row");
        return row;
    }

    /** As many tiles in a row as can be read, all of one width, the row as wide as the cards below. */
    private void widenTiles(double width) {
        double gap = tileBoard.getHgap();
        double inRow = Math.max(1, Math.floor((width + gap) / (TILE_LEAST_WIDTH + gap)));
        double each = Math.floor((width - gap * (inRow - 1)) / inRow);
        for (Node tile : tileBoard.getChildren()) {
            ((Region) tile).setPrefWidth(each);
        }
    }

    private void showTiles(Tiles tiles) {
        say(people, "tile.people", tiles.people());
        say(rooms, "tile.rooms", tiles.rooms());
        in.setText(tiles.in());
        out.setText(tiles.out());
        bits.setText(tiles.bits());
        say(dropped, "tile.dropped", tiles.dropped());
        uptime.setText(tiles.uptime());
    }

    private static void say(Hyperlink figure, String name, String text) {
        figure.setText(text);
        figure.setAccessibleText(Texts.of(name) + " " + text);
    }

    /** A figure that grows in a sentence leaves the line where it is: its button must not go while it is pressed. */
    private void showLines(List<Line> lines) {
        List<Line> shape = lines.stream().map(Line::withoutText).toList();
        if (shape.equals(shownLines)) {
            for (int i = 0; i < lines.size(); i++) {
                lineTexts.get(i).setText(lines.get(i).text());
            }
            return;
        }
        shownLines = shape;
        lineTexts.clear();
        attention.getChildren().setAll(lines.stream().map(this::line).toList());
        if (lines.isEmpty()) {
            Label calm = new Label(Texts.of("overview.calm"), new FontIcon(MaterialDesignI.INFORMATION_OUTLINE));
            calm.getStyleClass().addAll("muted", "calm");
            attention.getChildren().add(calm);
        }
    }

    private Node line(Line line) {
        Severity severity = line.attention().severity();
        FontIcon icon = new FontIcon(
                severity == Severity.INFO ? MaterialDesignI.INFORMATION_OUTLINE : MaterialDesignA.ALERT_OUTLINE);
        Label word = new Label(severityText(severity), icon);
        word.getStyleClass().add("severity");
        word.setMinWidth(Region.USE_PREF_SIZE);
        Label text = new Label(line.text());
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(Region.USE_PREF_SIZE);
        lineTexts.add(text);
        HBox row = new HBox(word, text);
        row.getChildren().addAll(remedies(line));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass()
                .addAll("attention-line", "severity-" + severity.name().toLowerCase(Locale.ROOT));
        return row;
    }

    private List<Node> remedies(Line line) {
        return line.remedies().stream().map(remedy -> button(line, remedy)).toList();
    }

    private Node button(Line line, Remedy remedy) {
        Button button = new Button();
        button.setMinWidth(Region.USE_PREF_SIZE);
        switch (remedy) {
            case LOOK_THERE -> {
                button.setText(Texts.of("overview.show", OverviewViewModel.shownBy(line)));
                button.setOnAction(event -> lead.accept(line.attention().subject()));
            }
            case START -> startWith(button, Texts.of("relay.start"), "start-here");
            case TRY_AGAIN -> startWith(button, Texts.of("relay.try-again"), "try-again");
            case OPEN_CONFIGURATION -> {
                button.setId("open-configuration");
                actions.bind(button, ConsoleAction.OPEN_CONFIGURATION);
            }
            case WHO_WAS_TURNED_AWAY -> {
                button.setId("who-was-turned-away");
                actions.bind(button, ConsoleAction.TURNED_AWAY);
            }
        }
        return button;
    }

    private Button whoWasTurnedAway() {
        Button button = new Button();
        button.setId("show-turned-away");
        actions.bind(button, ConsoleAction.TURNED_AWAY);
        return button;
    }

    private void startWith(Button button, String text, String id) {
        button.setText(text);
        button.setId(id);
        actions.bind(button, ConsoleAction.START_OR_STOP);
    }

    private static String severityText(Severity severity) {
        return switch (severity) {
            case INFO -> Texts.of("severity.info");
            case WARNING -> Texts.of("severity.warning");
            case ERROR -> Texts.of("severity.error");
        };
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focusFilter() {
        // Nothing to narrow here: the rooms are where people are searched.
        go.accept(Place.ROOMS);
        actions.run(ConsoleAction.FILTER);
    }

    @Override
    public void copyRows() {
        Clips.put(String.join("\n", model.join().get().addresses()));
    }
}
