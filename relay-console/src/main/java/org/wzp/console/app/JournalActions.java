package org.wzp.console.app;

import org.wzp.console.action.Actions;
import org.wzp.console.action.ConsoleAction;
import org.wzp.console.action.Place;
import org.wzp.console.action.Questions;
import org.wzp.console.journal.JournalView;
import org.wzp.console.journal.WatchDialog;
import org.wzp.console.journal.WatchDraft;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.console.rooms.RoomsViewModel;
import org.wzp.console.shell.ShellViewModel;
import org.wzp.relay.api.RelayState;

/** What is asked for anywhere in the window and shown in the journal. */
record JournalActions(JournalView journal, Actions actions, Questions questions) {

    void define(ConfiguredRelay relay, ShellViewModel shell, RoomsViewModel rooms, CommandRunner commands) {
        actions.define(ConsoleAction.TURNED_AWAY, () -> {
            actions.run(Place.JOURNAL.action());
            journal.showTurnedAway();
        });
        actions.define(ConsoleAction.WATCH_PACKETS, shell.state().map(RelayState.RUNNING::equals), () -> {
            var draft = new WatchDraft(relay.snapshot().rooms(), rooms.chosen());
            WatchDialog.ask(draft, questions).ifPresent(watch -> {
                commands.carryOut(watch);
                actions.run(Place.JOURNAL.action());
                journal.showPackets();
            });
        });
    }
}
