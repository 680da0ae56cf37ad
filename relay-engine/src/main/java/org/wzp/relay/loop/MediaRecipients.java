package org.wzp.relay.loop;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Those of one event loop that a packet goes to. Immutable. */
public interface MediaRecipients {

    /**
     * Sends each of them a copy; normally on their loop.
     *
     * @param packet neither consumed nor kept
     * @param except whom not to send it to; null for nobody
     */
    void deliver(ByteBuf packet, @Nullable Object except);

    /** The same on their loop, for a packet that another loop has handed over. */
    default void deliverHandedOver(ByteBuf packet, @Nullable Object except) {
        deliver(packet, except);
    }

    /** A packet for them found no place on its way: each counts the copy that it does not get. Any thread. */
    void lost(@Nullable Object except);

    /** How many get a copy. */
    int copies(@Nullable Object except);
}
