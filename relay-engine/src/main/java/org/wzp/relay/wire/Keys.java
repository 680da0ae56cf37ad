package org.wzp.relay.wire;

import org.jspecify.annotations.Nullable;

/** The one rule about keys on the wire: they have exactly 32 bytes. */
final class Keys {
    static final int BYTES = 32;

    private Keys() {}

    static void require32(@Nullable Bytes key) {
        if (key != null && key.size() != BYTES) {
            throw new IllegalArgumentException("A key has " + key.size() + " bytes, but must have 32.");
        }
    }
}
