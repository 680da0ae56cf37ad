package org.wzp.relay.transport;

/** Decides what becomes of an incoming connection whose QUIC handshake is complete. Called on the connection's loop. */
@FunctionalInterface
public interface ConnectionAcceptor {
    ConnectionHandler accept(Connection connection);
}
