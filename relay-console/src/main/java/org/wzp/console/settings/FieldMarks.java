package org.wzp.console.settings;

import javafx.scene.control.Control;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.decoration.ValidationDecoration;

/**
 * ControlsFX finds out what is wrong and when to look again; a field's row says it in words, where ControlsFX would lay a picture
 * over the field that neither screen readers nor people at the keyboard reach, and put a pane of its own around the window.
 */
final class FieldMarks implements ValidationDecoration {
    @Override
    public void applyRequiredDecoration(Control target) {
        // nothing is required: a field that is left alone keeps its value
    }

    @Override
    public void applyValidationDecoration(ValidationMessage message) {
        message.getTarget().setAccessibleHelp(message.getText());
    }

    @Override
    public void removeDecorations(Control target) {
        // the row takes its words away itself
    }
}
