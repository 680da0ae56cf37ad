package org.wzp.console.action;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.Texts;

/** The fields in which a {@link TermDraft} is filled in; date and time are there only while they are wanted. */
public final class TermFields {
    private TermFields() {}

    /** @param wanted while false, nothing can be chosen */
    public static Node of(TermDraft draft, ObservableValue<Boolean> wanted) {
        ComboBox<TermDraft.Choice> choice = Choices.of(TermDraft.Choice.values(), TermDraft.Choice::text);
        choice.setId("term-choice");
        choice.setAccessibleText(Texts.of("term"));
        choice.valueProperty().bindBidirectional(draft.choice());
        DatePicker date = new DatePicker();
        date.setId("term-date");
        date.getStyleClass().add("term-date");
        date.setConverter(new DayText());
        // what is typed counts while it is typed, not only after Enter
        date.getEditor().textProperty().subscribe(text -> DayText.read(text).ifPresent(date::setValue));
        date.setAccessibleText(Texts.of("term.date"));
        date.valueProperty().bindBidirectional(draft.date());
        TextField time = new TextField();
        time.setId("term-time");
        time.getStyleClass().add("term-time");
        time.setPromptText(Texts.of("term.time.prompt"));
        time.setAccessibleText(Texts.of("term.time"));
        time.textProperty().bindBidirectional(draft.time());
        BooleanBinding until = draft.choice().isEqualTo(TermDraft.Choice.UNTIL);
        for (Node part : new Node[] {date, time}) {
            part.visibleProperty().bind(until);
            part.managedProperty().bind(until);
        }
        HBox fields = new HBox(choice, date, time);
        fields.setAlignment(Pos.CENTER_LEFT);
        fields.getStyleClass().add("field-row");
        fields.disableProperty().bind(wanted.map(value -> !value));
        return fields;
    }

    private static final class DayText extends StringConverter<LocalDate> {
        static Optional<LocalDate> read(@Nullable String text) {
            return Texts.speech().readDay(Objects.requireNonNullElse(text, ""));
        }

        @Override
        public String toString(@Nullable LocalDate date) {
            return date == null ? "" : Texts.speech().day(date);
        }

        @Override
        @SuppressWarnings("NullAway") // a date that can't be read is none
        public LocalDate fromString(String text) {
            return read(text).orElse(null);
        }
    }
}
