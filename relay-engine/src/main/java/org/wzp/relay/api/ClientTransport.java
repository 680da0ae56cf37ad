package org.wzp.relay.api;

/** What carries a participant's media. */
public enum ClientTransport {
    QUIC("QUIC"),
    WEB_SOCKET("WebSocket");

    private final String label;

    ClientTransport(String label) {
        this.label = label;
    }

    /** As tables show it. */
    public String label() {
        return label;
    }
}
