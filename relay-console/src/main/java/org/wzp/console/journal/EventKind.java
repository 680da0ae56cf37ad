package org.wzp.console.journal;

import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayEvent;

/** Sorts of events, to choose which are shown. */
enum EventKind {
    STATE("journal.kind.state"),
    JOINED("journal.kind.joined"),
    LEFT("journal.kind.left"),
    TAKEN_OVER("journal.kind.taken-over"),
    TURNED_AWAY("journal.kind.turned-away"),
    LINK("journal.kind.link"),
    COMMAND("journal.kind.command");

    private final String key;

    EventKind(String key) {
        this.key = key;
    }

    String text() {
        return Texts.of(key);
    }

    static EventKind of(RelayEvent event) {
        return switch (event) {
            case RelayEvent.StateChanged _ -> STATE;
            case RelayEvent.Joined _ -> JOINED;
            case RelayEvent.Left _ -> LEFT;
            case RelayEvent.TakenOver _ -> TAKEN_OVER;
            case RelayEvent.TurnedAway _ -> TURNED_AWAY;
            case RelayEvent.LinkUp _, RelayEvent.LinkDown _, RelayEvent.Knocked _ -> LINK;
            case RelayEvent.Commanded _ -> COMMAND;
        };
    }
}
