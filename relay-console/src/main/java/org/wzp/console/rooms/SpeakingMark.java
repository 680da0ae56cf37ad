package org.wzp.console.rooms;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.wzp.console.table.CellDrawing;
import org.wzp.relay.api.ParticipantStatus;

/** Whether somebody speaks: a shape and a word. */
final class SpeakingMark implements CellDrawing<ParticipantStatus> {
    private final FontIcon shape = new FontIcon(MaterialDesignV.VOLUME_HIGH);
    private final Label word = new Label();
    private final HBox box = new HBox(shape, word);

    SpeakingMark() {
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("speaking-mark");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(ParticipantStatus person) {
        shape.setVisible(person.speaking());
        shape.setManaged(person.speaking());
        word.setText(PersonWords.voice(person));
        word.getStyleClass().setAll("label", person.speaking() ? "voice-speaking" : "voice-silent");
    }
}
