package org.wzp.relay.client.load;

import io.netty.buffer.ByteBuf;
import org.wzp.relay.client.RelayClient;

/** How what a load run says gets to the relay: by a client of it, or over a link. */
interface LoadSender {
    /** Sends a media packet; the buffer is neither consumed nor kept. */
    void send(ByteBuf packet);

    /** Ends the connection. */
    void leave();

    /** What a client says. */
    static LoadSender of(RelayClient client) {
        return new LoadSender() {
            @Override
            public void send(ByteBuf packet) {
                client.send(packet);
            }

            @Override
            public void leave() {
                client.leave();
            }
        };
    }
}
