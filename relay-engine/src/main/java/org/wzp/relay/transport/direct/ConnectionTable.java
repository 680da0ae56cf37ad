package org.wzp.relay.transport.direct;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connection a packet belongs to by its destination connection id. Ids that we issue are eight random bytes and
 * live in an open-addressing table keyed by those bytes as one number, so a look-up on the media path makes no object.
 * Confined to the loop.
 */
final class ConnectionTable {
    /** Length of the connection ids we issue. */
    static final int ID_BYTES = 8;

    private long[] keys = new long[256];
    private @Nullable DirectConnection[] values = new DirectConnection[256];
    private int size;

    @Nullable
    DirectConnection find(long id) {
        int mask = keys.length - 1;
        for (int at = slot(id, mask); ; at = (at + 1) & mask) {
            DirectConnection found = values[at];
            if (found == null || keys[at] == id) {
                return found;
            }
        }
    }

    boolean contains(long id) {
        return find(id) != null;
    }

    void put(long id, DirectConnection connection) {
        if ((size + 1) * 2 > keys.length) {
            grow();
        }
        insert(id, connection);
        size++;
    }

    /** Takes the id out and closes the gap, so that later probes still find their entries. */
    void remove(long id) {
        int mask = keys.length - 1;
        int at = slot(id, mask);
        while (values[at] != null && keys[at] != id) {
            at = (at + 1) & mask;
        }
        if (values[at] == null) {
            return;
        }
        size--;
        int gap = at;
        for (int next = (gap + 1) & mask; ; next = (next + 1) & mask) {
            DirectConnection candidate = values[next];
            if (candidate == null) {
                break;
            }
            int home = slot(keys[next], mask);
            boolean mayMove = gap <= next ? home <= gap || home > next : home <= gap && home > next;
            if (mayMove) {
                keys[gap] = keys[next];
                values[gap] = candidate;
                gap = next;
            }
        }
        values[gap] = null;
    }

    private void insert(long id, DirectConnection connection) {
        int mask = keys.length - 1;
        int at = slot(id, mask);
        while (values[at] != null) {
            at = (at + 1) & mask;
        }
        keys[at] = id;
        values[at] = connection;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable DirectConnection[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new DirectConnection[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            DirectConnection connection = oldValues[i];
            if (connection != null) {
                insert(oldKeys[i], connection);
            }
        }
    }

    private static int slot(long id, int mask) {
        return (int) (id ^ id >>> 32) & mask;
    }

    /** The key of one of our ids, as a look-up reads it from a packet. */
    static long key(byte[] id) {
        long key = 0;
        for (int i = ID_BYTES - 1; i >= 0; i--) {
            key = key << 8 | (id[i] & 0xff);
        }
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? key : Long.reverseBytes(key);
    }
}
