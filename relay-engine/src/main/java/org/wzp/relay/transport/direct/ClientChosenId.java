package org.wzp.relay.transport.direct;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.NativeMemory;

/** The connection id that a client has chosen for its first packets, of any length, by value. */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see equals
record ClientChosenId(byte[] bytes) {
    static ClientChosenId of(PacketHeader header) {
        return new ClientChosenId(NativeMemory.bytes(header.dcid(), header.dcidLength()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientChosenId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
