package org.wzp.console.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Questions;
import org.wzp.console.text.Texts;

/** What can be done with the last hour: the actions, and the menu that has them. */
public final class HourMenu {
    private HourMenu() {}

    /**
     * Says what the actions do.
     *
     * @param owner the window that asks for files
     */
    public static void define(Actions actions, TimeMachineViewModel model, Supplier<Window> owner) {
        actions.lookingBack().bind(model.lookingBack());
        actions.define(ConsoleAction.LOOK_BACK, model::lookBack);
        actions.define(ConsoleAction.BACK_TO_NOW, model.lookingBack(), model::backToNow);
        actions.define(ConsoleAction.MARK_START, model.lookingBack(), model::markStart);
        actions.define(ConsoleAction.MARK_END, model.lookingBack(), model::markEnd);
        actions.define(ConsoleAction.CLEAR_MARKS, model.marked().isNotEmpty(), model::clearMarks);
        actions.define(ConsoleAction.SAVE_HOUR, model.saving().not(), () -> saveTo(owner)
                .ifPresent(model::save));
        actions.define(ConsoleAction.OPEN_HOUR, () -> openFrom(owner).ifPresent(model::open));
    }

    /**
     * Says what the action of the health letter does: asks for the file, and whether addresses and fingerprints go in.
     *
     * @param owner the window that asks
     */
    public static void define(
            Actions actions, HealthLetterViewModel letter, Questions questions, Supplier<Window> owner) {
        actions.define(ConsoleAction.SAVE_LETTER, () -> {
            CheckBox addresses = new CheckBox(Texts.of("letter.with-addresses"));
            addresses.setId("letterAddresses");
            addresses.setWrapText(true);
            if (questions.confirmed(
                    Texts.of("letter.title"),
                    new SimpleStringProperty(Texts.of("letter.question")),
                    new SimpleStringProperty(Texts.of("letter.button")),
                    List.of(addresses))) {
                FileChooser chooser = chooser(ConsoleAction.SAVE_LETTER, Texts.of("letter.files"), "*.html");
                chooser.setInitialFileName("relay-health.html");
                Optional.ofNullable(chooser.showSaveDialog(owner.get()))
                        .ifPresent(file -> letter.save(file.toPath(), addresses.isSelected()));
            }
        });
    }

    /** Made once for each window. */
    public static MenuButton menu(Actions actions) {
        MenuButton menu = new MenuButton(Texts.of("past.menu"));
        menu.setId("hourMenu");
        menu.setGraphic(new FontIcon(MaterialDesignH.HISTORY));
        menu.getStyleClass().addAll("flat", "hour-menu");
        menu.setAccessibleText(Texts.of("past.menu"));
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.getItems()
                .setAll(Stream.of(
                                ConsoleAction.LOOK_BACK,
                                ConsoleAction.BACK_TO_NOW,
                                ConsoleAction.SAVE_HOUR,
                                ConsoleAction.OPEN_HOUR,
                                ConsoleAction.SAVE_LETTER)
                        .map(actions::menuItem)
                        .toList());
        return menu;
    }

    private static Optional<Path> saveTo(Supplier<Window> owner) {
        FileChooser chooser = chooser(ConsoleAction.SAVE_HOUR, Texts.of("past.files"), "*" + HistoryFile.ENDING);
        chooser.setInitialFileName("relay" + HistoryFile.ENDING);
        return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(file -> file.toPath());
    }

    private static Optional<Path> openFrom(Supplier<Window> owner) {
        FileChooser chooser = chooser(
                ConsoleAction.OPEN_HOUR,
                Texts.of("past.files"),
                "*" + HistoryFile.ENDING,
                "*" + HistoryFile.EARLIER_ENDING);
        return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(file -> file.toPath());
    }

    private static FileChooser chooser(ConsoleAction action, String kind, String... patterns) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(action.text());
        chooser.getExtensionFilters().add(new ExtensionFilter(kind, patterns));
        return chooser;
    }
}
