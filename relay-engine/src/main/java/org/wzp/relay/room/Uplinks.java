package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.loop.EventLoop;

/** The way of one room's media to other relays. Any loop calls it; immutable, and replaced when links come and go. */
@FunctionalInterface
public interface Uplinks {
    /** Leads nowhere. */
    Uplinks NONE = (here, packet) -> {};

    /**
     * Sends what one of this relay's participants said. The buffer is neither consumed nor kept.
     *
     * @param here the calling loop
     */
    void send(EventLoop here, ByteBuf packet);
}
