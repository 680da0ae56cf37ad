package org.wzp.console.shell;

import java.time.ZoneId;
import org.wzp.console.text.EventWords;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.text.Moments;

/** One event as one line for the status bar. */
final class LastEvent {
    private LastEvent() {}

    static String line(RelayEvent event, ZoneId zone) {
        return Texts.of("event.line", Moments.second(event.at(), zone), EventWords.of(event));
    }
}
