package org.wzp.relay.wire;

/** How the callee of a direct call answers (wire specification 7.2). */
public enum AcceptMode {
    REJECT("Reject"),
    /** Accepted; media may go from peer to peer. */
    ACCEPT_TRUSTED("AcceptTrusted"),
    /** Accepted; media through the relay only. */
    ACCEPT_GENERIC("AcceptGeneric");

    private final String jsonName;

    AcceptMode(String jsonName) {
        this.jsonName = jsonName;
    }

    public String jsonName() {
        return jsonName;
    }
}
