package org.wzp.relay.api;

/** Why somebody is no longer in a room. */
public enum LeaveReason {
    LEFT,
    KICKED,
    BANNED,
    NOT_ALLOWED,
    /** The same identity joined again from elsewhere. */
    REPLACED,
    ROOM_CLOSED,
    SHUTTING_DOWN
}
