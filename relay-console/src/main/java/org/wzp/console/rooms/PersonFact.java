package org.wzp.console.rooms;

import java.util.Optional;
import org.wzp.console.rooms.ActivityHistory.Measure;
import org.wzp.console.text.Texts;

/**
 * One line of a person's card.
 *
 * @param value empty where there is nothing to tell
 */
record PersonFact(Kind kind, String value) {
    /** All lines, in their order. */
    enum Kind {
        KEY("card.key"),
        NAMES("card.names"),
        NOTE("card.note"),
        ROOM("card.room"),
        ADDRESS("card.address"),
        SHARED("card.shared"),
        SPEAKING("card.speaking", Measure.SPEAKING),
        CODEC("card.codec"),
        TIER("card.tier"),
        LOSS_TO("card.loss-to", Measure.LOSS),
        LOSS_FROM("card.loss-from"),
        RTT("card.rtt", Measure.RTT),
        JITTER("card.jitter", Measure.JITTER),
        IN("card.in", Measure.IN),
        OUT("card.out", Measure.OUT),
        DROPPED("card.dropped", Measure.DROPPED),
        RULES("card.rules"),
        BANS("card.bans");

        private final String textKey;
        private final Optional<Measure> minute;

        Kind(String textKey) {
            this.textKey = textKey;
            minute = Optional.empty();
        }

        Kind(String textKey, Measure minute) {
            this.textKey = textKey;
            this.minute = Optional.of(minute);
        }

        String text() {
            return Texts.of(textKey);
        }

        /** What of the last minute is drawn behind it. */
        Optional<Measure> minute() {
            return minute;
        }
    }
}
