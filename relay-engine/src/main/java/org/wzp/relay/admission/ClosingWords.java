package org.wzp.relay.admission;

import org.wzp.relay.transport.ConnectionHandler.CloseInfo;

/** Says in words how a connection ended. */
final class ClosingWords {
    private ClosingWords() {}

    static String of(CloseInfo info) {
        if (info.timedOut()) {
            return "went silent";
        }
        String reason = info.reason().isBlank() ? "" : ": " + info.reason();
        if (!info.byPeer()) {
            return "closed by the relay" + reason;
        }
        return info.application() ? "left" + reason : "connection failed" + reason;
    }
}
