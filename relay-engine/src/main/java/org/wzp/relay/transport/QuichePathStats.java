package org.wzp.relay.transport;

/** Picks what we show out of the native path statistics (order as in quiche 0.24's path_stats structure). */
final class QuichePathStats {
    private static final int LOST = 6;
    private static final int RTT_NANOS = 8;
    private static final int CONGESTION_WINDOW = 9;

    private QuichePathStats() {}

    static Connection.PathStats read(Object[] values) {
        return new Connection.PathStats(
                number(values[RTT_NANOS]) / 1000, number(values[LOST]), number(values[CONGESTION_WINDOW]));
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
