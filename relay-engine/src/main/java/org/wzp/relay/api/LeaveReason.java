package org.wzp.relay.api;

/** Why somebody is no longer in a room. */
public enum LeaveReason {
    /** By themselves. */
    LEFT("left", ""),
    KICKED("kicked", "removed by the operator"),
    BANNED("banned", "banned"),
    NOT_ALLOWED("not-allowed", "no longer allowed"),
    /** The same identity joined again from elsewhere. */
    REPLACED("replaced", "joined again from elsewhere"),
    ROOM_CLOSED("room-closed", "the room was emptied by the operator"),
    SHUTTING_DOWN("shutting-down", "the relay stopped");

    private final String key;
    private final String words;

    LeaveReason(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** Stable name for logs and metrics. */
    public String key() {
        return key;
    }

    /** What ended it; empty where they left by themselves. */
    public String words() {
        return words;
    }
}
