package org.wzp.relay.loop;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A thread that owns connections: what happens to one of them happens there. Any thread may call, unless said otherwise. */
public interface EventLoop {

    /** Runs the task on the loop, soon and in order. */
    void execute(Runnable task);

    /** Whether the calling thread is the loop's. */
    boolean inLoop();

    /**
     * Share of the last second in which the loop was at work, 0 to 1, for whoever chooses between loops. 0 where nobody chooses.
     */
    default double busyShare() {
        return 0;
    }

    /** Connections that live on it now. 0 where nobody chooses. */
    default int connectionCount() {
        return 0;
    }

    /**
     * Sends a packet to recipients that live on another loop. Call on this one, once for each packet and other loop. The buffer is
     * neither consumed nor kept.
     *
     * @param to the recipients' loop
     * @param except whom not to send it to: its sender; null for nobody
     */
    default void handOff(EventLoop to, ByteBuf packet, MediaRecipients recipients, @Nullable Object except) {
        recipients.deliver(packet, except);
    }
}
