package org.wzp.console.rooms;

import javafx.scene.Node;
import org.wzp.console.table.CellDrawing;
import org.wzp.console.table.Sparkline;
import org.wzp.relay.api.ParticipantStatus;

/** The last minute of one participant's packets. */
final class ActivityLine implements CellDrawing<ParticipantStatus> {
    private final Sparkline line = new Sparkline(ActivityHistory.LENGTH);
    private final ActivityHistory history;

    ActivityLine(ActivityHistory history) {
        this.history = history;
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void show(ParticipantStatus person) {
        line.show(history.of(person.id()));
    }
}
