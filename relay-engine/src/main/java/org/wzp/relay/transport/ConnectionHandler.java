package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.wire.SignalMessage;

/** Hears what a connection brings. Called on the connection's loop only, never concurrently; must return at once. */
public interface ConnectionHandler {

    /** Hears nothing: its connection is being closed. */
    ConnectionHandler CLOSING = new ConnectionHandler() {};

    /** A signal, in stream-id order. */
    default void onSignal(Connection connection, SignalMessage message) {}

    /**
     * Whether the next signal shall be read at all; if not, it is forgotten unread. Asked once for each that has come whole.
     *
     * @param bytes its length in JSON
     */
    default boolean takesSignal(Connection connection, int bytes) {
        return true;
    }

    /** A well-framed message that is no known signal; the connection stays open unless the handler closes it. */
    default void onUnreadableSignal(Connection connection, String problem) {}

    /** A datagram; the buffer is valid during the call only. */
    default void onDatagram(Connection connection, ByteBuf datagram) {}

    /** A unidirectional stream has ended; a relay sends one to answer {@code version}. At most 64 KiB are kept. */
    default void onUnidirectional(Connection connection, byte[] content) {}

    /** The connection is gone; called exactly once, last. */
    default void onClosed(Connection connection, CloseInfo info) {}

    /**
     * @param byPeer the peer ended it
     * @param timedOut nothing came for the idle time
     * @param code application code, or transport code when {@code application} is false
     * @param reason as sent, length-limited and printable
     */
    record CloseInfo(boolean byPeer, boolean timedOut, boolean application, long code, String reason) {
        /** For people: the reason, or the code where none was sent. */
        public String words() {
            if (timedOut) {
                return "no answer any more";
            }
            return reason.isEmpty() ? "code " + code : reason;
        }
    }
}
