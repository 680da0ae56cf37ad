package org.wzp.console.settings;

import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Actions;
import org.wzp.console.action.Choices;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.FormGrid;
import org.wzp.console.shell.ThemeChoice;
import org.wzp.console.shell.ThemeSwitch;
import org.wzp.console.shell.WindowPreferences;
import org.wzp.console.text.Language;
import org.wzp.console.text.Texts;

/** How the window looks and behaves. What is chosen holds at once, but for the language. */
public final class AppearanceCard extends VBox {
    private static final Integer[] TEXT_SIZES = {100, 110, 120, 125, 130, 140, 150};
    private static final Integer[] REFRESHES = {250, 500, 1_000, 2_000};
    private static final int SECOND = 1_000;

    public AppearanceCard(WindowPreferences preferences, ThemeSwitch theme, Actions actions) {
        getStyleClass().add("card");
        Label title = new Label(Texts.of("appearance.title"));
        title.getStyleClass().add("card-title");
        FormGrid form = new FormGrid();
        form.row(
                Texts.of("appearance.theme"),
                choice(
                        "appearance-theme",
                        "appearance.theme",
                        ThemeChoice.values(),
                        ThemeChoice::text,
                        theme.choice()));
        form.row(
                Texts.of("appearance.text"),
                choice(
                        "appearance-text",
                        "appearance.text",
                        TEXT_SIZES,
                        size -> Texts.of("appearance.percent", size),
                        preferences.textPercent()));
        form.row(
                Texts.of("appearance.refresh"),
                choice(
                        "appearance-refresh",
                        "appearance.refresh",
                        REFRESHES,
                        AppearanceCard::pace,
                        preferences.refreshMillis()));
        form.row(
                Texts.of("appearance.language"),
                choice(
                        "appearance-language",
                        "appearance.language",
                        Language.values(),
                        Language::text,
                        preferences.language()));
        form.hint(Texts.of("appearance.language.hint"));
        form.row("", check("appearance-notices", "appearance.notices", preferences.notices()));
        form.row("", check("appearance-private", "appearance.private", preferences.hidden()));
        form.hint(Texts.of("appearance.private.hint", ConsoleAction.PRIVACY.keys()));
        getChildren().addAll(title, form.pane());
        actions.define(
                ConsoleAction.PRIVACY,
                () -> preferences.hidden().set(!preferences.hidden().get()));
    }

    private static String pace(int millis) {
        return millis < SECOND
                ? Texts.of("appearance.per-second", SECOND / millis)
                : Texts.of("appearance.seconds", Texts.speech().whole(millis / SECOND), millis / SECOND);
    }

    private static <T> ComboBox<T> choice(
            String id, String nameKey, T[] values, Function<T, String> words, Property<T> property) {
        ComboBox<T> box = Choices.of(values, words);
        box.setId(id);
        box.setAccessibleText(Texts.of(nameKey));
        box.valueProperty().bindBidirectional(property);
        return box;
    }

    private static CheckBox check(String id, String nameKey, Property<Boolean> property) {
        CheckBox box = new CheckBox(Texts.of(nameKey));
        box.setId(id);
        box.selectedProperty().bindBidirectional(property);
        return box;
    }
}
