package org.wzp.console.action;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** What each {@link ConsoleAction} does now and whether it can be done; makes buttons, menu items and shortcuts. */
public final class Actions {
    private final Map<ConsoleAction, Runnable> doings = new EnumMap<>(ConsoleAction.class);
    private final BooleanProperty lookingBack = new SimpleBooleanProperty();
    private final Map<ConsoleAction, BooleanProperty> enabled = new EnumMap<>(ConsoleAction.class);

    public Actions() {
        for (ConsoleAction action : ConsoleAction.values()) {
            enabled.put(action, new SimpleBooleanProperty(false));
        }
    }

    /** @param possible while true, the action is enabled */
    public void define(ConsoleAction action, ObservableValue<Boolean> possible, Runnable doing) {
        doings.put(action, doing);
        BooleanProperty property = enabledProperty(action);
        property.unbind();
        property.bind(Bindings.createBooleanBinding(
                () -> possible.getValue() && (action.onlyLooks() || !lookingBack.get()), possible, lookingBack));
    }

    /** An action that is always possible. */
    public void define(ConsoleAction action, Runnable doing) {
        define(action, new SimpleBooleanProperty(true), doing);
    }

    /** While this is true the window shows a moment of the past, and nothing of the relay can be changed. */
    public BooleanProperty lookingBack() {
        return lookingBack;
    }

    /** Newly with each change, for what is shown where {@link #bind} can't be used. */
    public ObservableValue<Boolean> possible(ConsoleAction action) {
        return enabledProperty(action);
    }

    public boolean isEnabled(ConsoleAction action) {
        return enabledProperty(action).get();
    }

    public void run(ConsoleAction action) {
        Runnable doing = doings.get(action);
        if (doing != null && isEnabled(action)) {
            doing.run();
        }
    }

    /** Gives a button the action's icon, hint, state and deed; its text stays the caller's. */
    public void bind(Button button, ConsoleAction action) {
        button.setGraphic(new FontIcon(action.icon()));
        button.setTooltip(new Tooltip(hint(action)));
        button.setAccessibleHelp(hint(action));
        button.disableProperty().bind(enabledProperty(action).not());
        button.setOnAction(event -> run(action));
        if (button.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY) {
            button.setAccessibleText(action.text());
        } else if (button.getText().isEmpty() && !button.textProperty().isBound()) {
            button.setText(action.text());
        }
    }

    public MenuItem menuItem(ConsoleAction action) {
        MenuItem item = new MenuItem(action.text(), new FontIcon(action.icon()));
        item.setAccelerator(action.shortcut());
        item.disableProperty().bind(enabledProperty(action).not());
        item.setOnAction(event -> run(action));
        return item;
    }

    public void installShortcuts(Scene scene) {
        for (ConsoleAction action : ConsoleAction.values()) {
            scene.getAccelerators().put(action.shortcut(), () -> run(action));
        }
    }

    private static String hint(ConsoleAction action) {
        return action.text() + " (" + action.keys() + ")";
    }

    private BooleanProperty enabledProperty(ConsoleAction action) {
        return enabled.computeIfAbsent(action, ignored -> new SimpleBooleanProperty(false));
    }
}
