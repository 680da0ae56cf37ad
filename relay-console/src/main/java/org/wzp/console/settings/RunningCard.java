package org.wzp.console.settings;

import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Choices;
import org.wzp.console.action.FormGrid;
import org.wzp.console.shell.NoticeKind;
import org.wzp.console.shell.WhenClosed;
import org.wzp.console.shell.WindowPreferences;
import org.wzp.console.text.Texts;

/** What becomes of the relay without its window, and what the window tells unasked. What is chosen holds at once. */
public final class RunningCard extends VBox {

    /** @param login empty where it can't be had */
    public RunningCard(WindowPreferences preferences, Optional<LoginStartViewModel> login) {
        getStyleClass().add("card");
        Label title = new Label(Texts.of("running.title"));
        title.getStyleClass().add("card-title");
        FormGrid form = new FormGrid();
        ComboBox<WhenClosed> closing = Choices.of(WhenClosed.values(), WhenClosed::text);
        closing.setId("when-closed");
        closing.setAccessibleText(Texts.of("running.closing"));
        closing.valueProperty().bindBidirectional(preferences.whenClosed());
        form.row(Texts.of("running.closing"), closing);
        form.hint(Texts.of("running.closing.hint"));
        login.ifPresent(model -> form.row("", loginStart(model)));
        for (NoticeKind kind : NoticeKind.values()) {
            CheckBox told = new CheckBox(kind.text());
            told.setId("tell-" + kind.id());
            told.selectedProperty().bindBidirectional(preferences.told(kind));
            form.row(kind.ordinal() == 0 ? Texts.of("running.tell") : "", told);
        }
        getChildren().addAll(title, form.pane());
    }

    private static VBox loginStart(LoginStartViewModel model) {
        CheckBox box = new CheckBox(Texts.of("running.login"));
        box.setId("login-start");
        box.selectedProperty().bindBidirectional(model.on());
        Label problem = new Label();
        problem.setWrapText(true);
        problem.textProperty().bind(model.problem());
        problem.visibleProperty().bind(model.problem().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(box, problem);
    }
}
