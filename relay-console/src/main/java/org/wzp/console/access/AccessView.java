package org.wzp.console.access;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableView;
import org.wzp.console.common.Actions;
import org.wzp.console.common.ConsoleAction;
import org.wzp.console.common.Figures;
import org.wzp.console.common.Handle;
import org.wzp.console.common.LiveTable;
import org.wzp.console.common.Policies;
import org.wzp.console.common.Texts;
import org.wzp.console.common.View;
import org.wzp.console.common.ViewLoader;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RelaySnapshot.RoomRule;

/** Rules and bans. Binds, and nothing more. */
public final class AccessView implements View {
    private final AccessViewModel model;
    private final Actions actions;
    private final Parent root;

    @FXML
    private TableView<Handle<String, RoomRule>> ruleTable;

    @FXML
    private TableView<Handle<Long, Ban>> banTable;

    @FXML
    private Button lift;

    private LiveTable<String, RoomRule> rules;
    private LiveTable<Long, Ban> bans;

    @SuppressWarnings("NullAway.Init") // the loader fills the @FXML fields, then calls initialize
    public AccessView(AccessViewModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        this.root = ViewLoader.load(this, "access");
    }

    @FXML
    private void initialize() {
        rules = new LiveTable<>(ruleTable, model.rules(), Texts.of("rules.table"));
        rules.words(Texts.of("rules.column.room"), 180, rule -> Figures.network(rule.room()));
        rules.words(Texts.of("rules.column.policy"), 130, rule -> Policies.text(rule.policy()));
        rules.number(Texts.of("rules.column.count"), 90, rule -> rule.allowed().size(), Figures::whole);
        rules.code(Texts.of("rules.column.allowed"), 320, AccessViewModel::allowedText);
        rules.whenEmpty(new SimpleStringProperty(Texts.of("rules.empty")));
        bans = new LiveTable<>(banTable, model.bans(), Texts.of("bans.table"));
        bans.code(Texts.of("bans.column.target"), 330, ban -> ban.target().text());
        bans.words(Texts.of("bans.column.room"), 110, ban -> ban.room()
                .map(Figures::network)
                .orElseGet(() -> Texts.of("bans.all-rooms")));
        bans.words(Texts.of("bans.column.reason"), 170, Ban::reason);
        bans.words(Texts.of("bans.column.issuer"), 80, Ban::issuer);
        bans.words(Texts.of("bans.column.remaining"), 110, model::remaining);
        bans.number(Texts.of("bans.column.hits"), 100, Ban::hits, Figures::whole);
        bans.whenEmpty(new SimpleStringProperty(Texts.of("bans.empty")));
        var selection = banTable.getSelectionModel().getSelectedItems();
        actions.define(
                ConsoleAction.LIFT_BAN, Bindings.isNotEmpty(selection), () -> model.lift(List.copyOf(bans.selected())));
        actions.bind(lift, ConsoleAction.LIFT_BAN);
        banTable.setContextMenu(new ContextMenu(actions.menuItem(ConsoleAction.LIFT_BAN)));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void focusFilter() {
        banTable.requestFocus();
    }

    @Override
    public void copyRows() {
        (ruleTable.isFocused() ? rules : bans).copy();
    }
}
