package org.wzp.console.rooms;

import org.wzp.console.text.Texts;

/** What lies between somebody who speaks and somebody who should hear it, in the order in which it is looked at. */
enum PathCheck {
    PRESENT("why.check.present"),
    ROOM("why.check.room"),
    ACCESS("why.check.access"),
    LINK("why.check.link"),
    SENDING("why.check.sending"),
    UPLINK("why.check.uplink"),
    COPIES("why.check.copies"),
    LOSS("why.check.loss"),
    DELAY("why.check.delay"),
    TIER("why.check.tier");

    private final String textKey;

    PathCheck(String textKey) {
        this.textKey = textKey;
    }

    String text() {
        return Texts.of(textKey);
    }
}
