package org.wzp.relay.transport;

import java.util.List;
import java.util.Optional;
import org.wzp.relay.loop.EventLoop;

/** Decides what becomes of an incoming connection whose QUIC handshake is complete. Called on the connection's loop. */
@FunctionalInterface
public interface ConnectionAcceptor {
    ConnectionHandler accept(Connection connection);

    /**
     * On which event loop a client that asks for this server name should live; asked before there is a connection, on any of the
     * loops, with what the client's first packet says, which proves nothing.
     *
     * @param serverName in lower case; empty when the client asks for none
     * @param loops those of the endpoint, at least two
     * @return one of them; empty for the one where it happened to arrive
     */
    default Optional<EventLoop> place(String serverName, List<? extends EventLoop> loops) {
        return Optional.empty();
    }
}
