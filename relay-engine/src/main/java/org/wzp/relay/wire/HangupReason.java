package org.wzp.relay.wire;

/** Why a call ended (wire specification 7.2). */
public enum HangupReason {
    NORMAL("Normal"),
    BUSY("Busy"),
    DECLINED("Declined"),
    TIMEOUT("Timeout"),
    ERROR("Error");

    private final String jsonName;

    HangupReason(String jsonName) {
        this.jsonName = jsonName;
    }

    public String jsonName() {
        return jsonName;
    }
}
