package org.wzp.relay.api;

/** Who may enter a room. */
public enum RoomPolicy {
    /** Everybody who is not banned. */
    OPEN,
    /** Only the listed identities. */
    ALLOW_LIST,
    /** Nobody new; those inside stay. */
    CLOSED
}
