package org.wzp.relay.transport.choice;

import java.io.IOException;

/** No transport, or not the one that was asked for, works on this machine; the message says why and what to do. */
public final class TransportUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    TransportUnavailable(String message) {
        super(message);
    }
}
