package org.wzp.console.access;

import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.NameDialog;
import org.wzp.console.action.Questions;
import org.wzp.console.relay.RuleScopes;
import org.wzp.console.shell.TablesView;
import org.wzp.console.shell.ViewLoader;
import org.wzp.console.table.FilterBar;
import org.wzp.console.table.Handle;
import org.wzp.console.table.LiveTable;
import org.wzp.console.table.ViewTables;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;

/** Rules and bans. Binds, and nothing more. */
public final class AccessView implements TablesView {
    private final AccessViewModel model;
    private final Actions actions;
    private final Questions questions;
    private final Parent root;

    @FXML
    private TableView<Handle<String, RoomRule>> ruleTable;

    @FXML
    private TableView<Handle<Long, Ban>> banTable;

    @FXML
    private Button lift;

    @FXML
    private Button addRule;

    @FXML
    private Button editBan;

    @FXML
    private Button addBan;

    @FXML
    private Button whyJoin;

    @FXML
    private MenuButton rulesFile;

    @FXML
    private Label remark;

    @FXML
    private MenuButton rulePolicy;

    @FXML
    private MenuButton removeAllowed;

    @FXML
    private MenuButton ruleColumns;

    @FXML
    private MenuButton banColumns;

    @FXML
    private FilterBar ruleFilter;

    @FXML
    private ToggleButton ruleFilterButton;

    @FXML
    private FilterBar banFilter;

    @FXML
    private ToggleButton banFilterButton;

    @FXML
    private Label ruleDetail;

    @FXML
    private Label ruleRest;

    @FXML
    private Label bookDetail;

    @FXML
    private VBox ofRules;

    @FXML
    private VBox ofPeople;

    @FXML
    private ToggleButton byRules;

    @FXML
    private ToggleButton byPeople;

    @FXML
    private Button addPerson;

    @FXML
    private Button editPerson;

    @FXML
    private FilterBar bookFilter;

    @FXML
    private ToggleButton bookFilterButton;

    @FXML
    private MenuButton bookColumns;

    @FXML
    private TableView<Handle<String, PersonRow>> bookTable;

    private LiveTable<String, PersonRow> book;
    private LiveTable<String, RoomRule> rules;
    private LiveTable<Long, Ban> bans;
    private final ViewTables tables;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public AccessView(AccessViewModel model, Actions actions, Questions questions) {
        this.model = model;
        this.actions = actions;
        this.questions = questions;
        this.root = ViewLoader.load(this, "access");
        this.tables = new ViewTables(root, actions, rules, bans, book);
        bindSwitch();
    }

    /** Rules and bans, or the people whom the operator knows: three tables have no room in a small window. */
    private void bindSwitch() {
        ToggleGroup group = new ToggleGroup();
        byRules.setToggleGroup(group);
        byPeople.setToggleGroup(group);
        group.selectToggle(byRules);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                // one of the two is always chosen
                group.selectToggle(before);
            } else {
                showPeople(byPeople.equals(now));
            }
        });
        showPeople(false);
    }

    /** What is not shown is out of the window, so that no key means anything there. */
    private void showPeople(boolean shown) {
        ((Pane) root).getChildren().remove(shown ? ofRules : ofPeople);
        Node wanted = shown ? ofPeople : ofRules;
        if (!((Pane) root).getChildren().contains(wanted)) {
            ((Pane) root).getChildren().add(wanted);
        }
        tables.mean(shown ? book : rules);
    }

    private void bindPeople() {
        book = new LiveTable<>(
                bookTable, model.people(), Texts.of("people-list.table"), bookFilter, Texts.of("people-list.filter"));
        book.openFilterWith(bookFilterButton);
        book.words(Texts.of("people-list.column.name"), between(120, 200), row -> row.person()
                .name());
        book.words(Texts.of("people-list.column.alias"), between(120, 180), PersonRow::alias);
        book.words(
                Texts.of("people-list.column.groups"),
                between(90, 160).givesWay(3),
                row -> String.join(", ", row.person().groups()));
        book.words(Texts.of("people-list.column.note"), between(120, 260).givesWay(1), row -> row.person()
                .note());
        book.sentence(Texts.of("people-list.column.rooms"), between(120, 200), PersonRow::rooms);
        book.sentence(Texts.of("people-list.column.banned"), between(110, 140).givesWay(4), PersonRow::banned);
        book.tellChosenIn(bookDetail, PersonRow::whole);
        book.words(
                Texts.of("people-list.column.seen"),
                fixed(156).givesWay(2),
                model::lastSeen,
                Comparator.comparing(row -> row.seen().orElse(Instant.MIN)));
        book.code(Texts.of("people-list.column.key"), fixed(330).givesWay(0), PersonRow::fingerprint);
        book.chooseColumnsWith(bookColumns);
        book.whenEmpty(new SimpleStringProperty(Texts.of("people-list.empty")));
        ObservableBooleanValue seen = bookTable.sceneProperty().isNotNull();
        var chosen = model.people().selection().keys();
        actions.define(
                ConsoleAction.ADD_PERSON, seen, () -> NameDialog.asked(new KnownPerson("", "", ""), "", questions)
                        .ifPresent(model::name));
        actions.define(
                ConsoleAction.EDIT_PERSON,
                Bindings.createBooleanBinding(() -> seen.get() && chosen.get().size() == 1, seen, chosen),
                () -> model.people().selection().only().ifPresent(this::askToName));
        actions.bind(addPerson, ConsoleAction.ADD_PERSON);
        actions.bind(editPerson, ConsoleAction.EDIT_PERSON);
        book.whenOpened(() -> actions.run(ConsoleAction.EDIT_PERSON));
        bookTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.ADD_PERSON), actions.menuItem(ConsoleAction.EDIT_PERSON)));
    }

    private void askToName(PersonRow row) {
        NameDialog.asked(row.person(), row.alias(), questions).ifPresent(model::name);
    }

    @FXML
    private void initialize() {
        rules = new LiveTable<>(
                ruleTable, model.rules(), Texts.of("rules.table"), ruleFilter, Texts.of("rules.filter"));
        rules.openFilterWith(ruleFilterButton);
        rules.words(Texts.of("rules.column.room"), between(140, 180), rule -> RuleScopes.text(rule.room()));
        rules.words(Texts.of("rules.column.policy"), fixed(200), rule -> Policies.text(rule.policy()));
        rules.number(
                Texts.of("rules.column.count"),
                fixed(90),
                rule -> rule.allowed().size(),
                Texts.speech()::whole);
        rules.sentence(Texts.of("rules.column.allowed"), between(160, 320), model::allowedText);
        rules.tellChosenIn(ruleDetail, model::allowedText);
        rules.chooseColumnsWith(ruleColumns);
        ruleRest.textProperty().bind(model.rest());
        ruleRest.visibleProperty().bind(model.rest().isNotEmpty());
        ruleRest.managedProperty().bind(ruleRest.visibleProperty());
        rules.whenEmpty(new SimpleStringProperty(Texts.of("rules.empty")));
        bindRemark();
        bindRuleButtons();
        bans = new LiveTable<>(banTable, model.bans(), Texts.of("bans.table"), banFilter, Texts.of("bans.filter"));
        bans.openFilterWith(banFilterButton);
        BanColumns.add(bans, model);
        bans.chooseColumnsWith(banColumns);
        bans.whenEmpty(new SimpleStringProperty(Texts.of("bans.empty")));
        bindPeople();
        // Only while the bans are seen: a key must lift none that was chosen here and is out of sight.
        ObservableBooleanValue seen = banTable.sceneProperty().isNotNull();
        var chosen = model.bans().selection().keys();
        actions.define(
                ConsoleAction.LIFT_BAN,
                Bindings.createBooleanBinding(() -> seen.get() && !chosen.get().isEmpty(), seen, chosen),
                model::lift);
        actions.bind(lift, ConsoleAction.LIFT_BAN);
        actions.define(
                ConsoleAction.EDIT_BAN,
                Bindings.createBooleanBinding(() -> seen.get() && chosen.get().size() == 1, seen, chosen),
                () -> model.editedBan().ifPresent(this::ask));
        actions.bind(editBan, ConsoleAction.EDIT_BAN);
        bans.whenOpened(() -> actions.run(ConsoleAction.EDIT_BAN));
        actions.define(ConsoleAction.ADD_BAN, seen, this::askToBan);
        actions.bind(addBan, ConsoleAction.ADD_BAN);
        actions.define(ConsoleAction.WHY_JOIN, seen, () -> EntryDialog.show(model.newEntryQuestion(), questions));
        actions.bind(whyJoin, ConsoleAction.WHY_JOIN);
        bindRulesFile();
        banTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.ADD_BAN),
                actions.menuItem(ConsoleAction.EDIT_BAN),
                actions.menuItem(ConsoleAction.LIFT_BAN)));
    }

    private void bindRulesFile() {
        ObservableBooleanValue seen = rulesFile.sceneProperty().isNotNull();
        actions.define(ConsoleAction.SAVE_RULES, seen, () -> RulesFileDialog.show(model.rulesFile(false), questions));
        actions.define(ConsoleAction.READ_RULES, seen, () -> RulesFileDialog.show(model.rulesFile(true), questions));
        rulesFile
                .getItems()
                .setAll(actions.menuItem(ConsoleAction.SAVE_RULES), actions.menuItem(ConsoleAction.READ_RULES));
    }

    private void askToBan() {
        ask(model.newBan());
    }

    private void ask(BanDraft draft) {
        if (BanDialog.confirmed(draft, questions)) {
            model.add(draft);
        }
    }

    private void bindRemark() {
        remark.textProperty().bind(model.remark());
        remark.visibleProperty().bind(model.remark().isNotEmpty());
        remark.managedProperty().bind(remark.visibleProperty());
        remark.setGraphic(new FontIcon(MaterialDesignI.INFORMATION_OUTLINE));
    }

    /** Rooms with rules may be empty, so this is the one place where their rules can always be changed. */
    private void bindRuleButtons() {
        var chosen = model.rules().selection();
        BooleanBinding notOne =
                Bindings.createBooleanBinding(() -> chosen.only().isEmpty(), chosen.keys());
        rulePolicy.disableProperty().bind(actions.lookingBack().or(notOne));
        for (RoomPolicy policy : RoomPolicy.values()) {
            MenuItem item = new MenuItem(Policies.choice(policy));
            item.setId("rule-" + Policies.id(policy));
            item.setOnAction(event -> selectedRule().ifPresent(rule -> model.setPolicy(rule, policy)));
            rulePolicy.getItems().add(item);
        }
        defineRuleActions();
        removeAllowed.disableProperty().bind(actions.lookingBack().or(notOne));
        // A menu button without items doesn't open, so there is always something in it.
        fillAllowed();
        removeAllowed.setOnShowing(event -> fillAllowed());
    }

    private void defineRuleActions() {
        ObservableBooleanValue seen = ruleTable.sceneProperty().isNotNull();
        var keys = model.rules().selection().keys();
        actions.define(ConsoleAction.ADD_RULE, seen, () -> ask(model.newRule()));
        actions.define(
                ConsoleAction.EDIT_RULE,
                Bindings.createBooleanBinding(() -> seen.get() && keys.get().size() == 1, seen, keys),
                () -> model.editedRule().ifPresent(this::ask));
        actions.define(
                ConsoleAction.REMOVE_RULE,
                Bindings.createBooleanBinding(() -> seen.get() && !keys.get().isEmpty(), seen, keys),
                model::removeRules);
        actions.bind(addRule, ConsoleAction.ADD_RULE);
        rules.whenOpened(() -> actions.run(ConsoleAction.EDIT_RULE));
        ruleTable.setContextMenu(new ContextMenu(
                actions.menuItem(ConsoleAction.ADD_RULE),
                actions.menuItem(ConsoleAction.EDIT_RULE),
                actions.menuItem(ConsoleAction.REMOVE_RULE)));
    }

    private void ask(RuleDraft draft) {
        if (RuleDialog.confirmed(draft, questions)) {
            model.set(draft);
        }
    }

    private void fillAllowed() {
        List<MenuItem> items = selectedRule().stream()
                .flatMap(rule -> rule.allowed().stream().map(fingerprint -> removal(rule, fingerprint)))
                .toList();
        MenuItem nobody = new MenuItem(Texts.of("rules.nobody-listed"));
        nobody.setDisable(true);
        removeAllowed.getItems().setAll(items.isEmpty() ? List.of(nobody) : items);
    }

    private MenuItem removal(RoomRule rule, String fingerprint) {
        MenuItem item = new MenuItem(model.removalText(rule, fingerprint));
        item.setOnAction(event -> model.remove(rule, fingerprint));
        return item;
    }

    private Optional<RoomRule> selectedRule() {
        return model.rules().selection().only();
    }

    @Override
    public ViewTables viewTables() {
        return tables;
    }

    @Override
    public Parent root() {
        return root;
    }
}
