package org.wzp.relay.federation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;

/** Opens connections to other relays, from a socket that reaches addresses of their kind. */
@FunctionalInterface
public interface Dialler {
    /** @throws IOException if there is no such socket */
    CompletableFuture<Connection> connect(InetSocketAddress remote, String serverName, ConnectionHandler handler)
            throws IOException;
}
