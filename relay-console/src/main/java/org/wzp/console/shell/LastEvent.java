package org.wzp.console.shell;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.wzp.console.text.Figures;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelayState;

/** One event as one line for the status bar. */
final class LastEvent {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private LastEvent() {}

    static String line(RelayEvent event, ZoneId zone) {
        String when = CLOCK.format(event.at().atZone(zone));
        return switch (event) {
            case RelayEvent.StateChanged changed -> Texts.of("event.state", when, state(changed.state()));
            case RelayEvent.Joined joined ->
                Texts.of(
                        "event.joined",
                        when,
                        Figures.person(joined.alias(), joined.fingerprint()),
                        Figures.network(joined.room()));
            case RelayEvent.Left left ->
                left.why().isEmpty()
                        ? Texts.of(
                                "event.left",
                                when,
                                Figures.person(left.alias(), left.fingerprint()),
                                Figures.network(left.room()))
                        : Texts.of(
                                "event.removed",
                                when,
                                Figures.personWithKey(left.alias(), left.fingerprint()),
                                Figures.network(left.room()),
                                left.why());
            case RelayEvent.TakenOver taken ->
                Texts.of(
                        "event.taken-over",
                        when,
                        Figures.personWithKey(taken.alias(), taken.fingerprint()),
                        Figures.network(taken.room()),
                        taken.now(),
                        taken.before());
            case RelayEvent.TurnedAway away ->
                Texts.of(
                        "event.turned-away",
                        when,
                        Figures.network(away.who()),
                        Figures.network(away.room()),
                        away.why());
            case RelayEvent.Commanded commanded ->
                Texts.of("event.commanded", when, commanded.outcome().text());
        };
    }

    private static String state(RelayState state) {
        return switch (state) {
            case STOPPED -> Texts.of("event.stopped");
            case STARTING -> Texts.of("event.starting");
            case RUNNING -> Texts.of("event.started");
            case STOPPING -> Texts.of("event.stopping");
            case FAILED -> Texts.of("event.failed");
        };
    }
}
