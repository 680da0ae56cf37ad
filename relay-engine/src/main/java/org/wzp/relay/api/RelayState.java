package org.wzp.relay.api;

/** Where a relay is in its life. */
public enum RelayState {
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING,
    FAILED
}
