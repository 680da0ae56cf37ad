package org.wzp.console.rooms;

import java.time.Duration;
import org.wzp.relay.api.KeepOut;

/** For how long somebody who is removed stays out of the room; the choices the operator has. */
public enum Hold {
    NONE("kick.hold.none", KeepOut.nothing()),
    FIVE_MINUTES("kick.hold.five-minutes", KeepOut.outOfRoom(new KeepOut.For(Duration.ofMinutes(5)))),
    HOUR("kick.hold.hour", KeepOut.outOfRoom(new KeepOut.For(Duration.ofHours(1)))),
    DAY("kick.hold.day", KeepOut.outOfRoom(new KeepOut.For(Duration.ofDays(1)))),
    FOR_GOOD("kick.hold.for-ever", KeepOut.outOfRoom(new KeepOut.ForGood()));

    private final String textKey;
    private final KeepOut keepOut;

    Hold(String textKey, KeepOut keepOut) {
        this.textKey = textKey;
        this.keepOut = keepOut;
    }

    public String textKey() {
        return textKey;
    }

    public KeepOut keepOut() {
        return keepOut;
    }
}
