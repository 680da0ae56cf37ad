package org.wzp.relay.api;

/** What carries QUIC. */
public enum QuicTransport {
    /** System calls of Linux and the codec's native library, without Netty in between. */
    DIRECT("direct"),
    NETTY("netty");

    private final String key;

    QuicTransport(String key) {
        this.key = key;
    }

    /** As in the configuration. */
    public String key() {
        return key;
    }
}
