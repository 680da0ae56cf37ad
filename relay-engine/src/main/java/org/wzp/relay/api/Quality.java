package org.wzp.relay.api;

/** How good a connection or a room is, for people; worst first, and last what nobody measured yet. */
public enum Quality {
    POOR,
    FAIR,
    GOOD,
    UNMEASURED
}
