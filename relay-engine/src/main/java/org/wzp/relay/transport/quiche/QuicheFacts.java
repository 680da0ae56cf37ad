package org.wzp.relay.transport.quiche;

import java.nio.charset.StandardCharsets;
import org.wzp.relay.text.Cut;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;

/** What quiche tells as arrays of objects, made into ours (path statistics in the order of quiche 0.24). */
public final class QuicheFacts {
    /** Index in {@link QuicheCalls#stats}: packets that could be read. */
    public static final int RECEIVED_PACKETS = 0;
    /** Index in {@link QuicheCalls#stats}. */
    public static final int LOST_PACKETS = 2;
    /** Index in {@link QuicheCalls#stats}. */
    public static final int LOST_BYTES = 6;

    private static final int LOST = 6;
    private static final int RTT_NANOS = 8;
    private static final int CONGESTION_WINDOW = 9;

    private QuicheFacts() {}

    /** @param values from {@link QuicheCalls#pathStats} */
    public static Connection.PathStats read(Object[] values) {
        return new Connection.PathStats(
                number(values[RTT_NANOS]) / 1000, number(values[LOST]), number(values[CONGESTION_WINDOW]));
    }

    /** How the peer ended the connection, from {@link QuicheCalls#peerError}; the reason is made printable and short. */
    public static ConnectionHandler.CloseInfo closeInfo(Object[] error) {
        String reason = error[2] instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "";
        return new ConnectionHandler.CloseInfo(
                true, false, (Boolean) error[0], number(error[1]), Cut.REASON.of(reason));
    }

    /** How a connection ended that quiche has given up or drained. */
    public static ConnectionHandler.CloseInfo closeInfo(long quiche, boolean established) {
        Object[] error = QuicheCalls.peerError(quiche);
        return error != null
                ? closeInfo(error)
                : new ConnectionHandler.CloseInfo(
                        false,
                        QuicheCalls.isTimedOut(quiche),
                        false,
                        0,
                        established ? "the connection is unknown to the other end" : "handshake failed");
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
