package org.wzp.relay.admission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.RoomName;

/**
 * Hands each new connection to whom its server name asks for (wire specification 2.2): exact comparison, services first, every
 * other name is a room. The map of services is filled by the wiring. Called on the connections' loops.
 */
public final class ServiceRouter implements ConnectionAcceptor {
    private final Map<String, ConnectionAcceptor> services;
    private final ConnectionAcceptor rooms;

    /**
     * @param services by server name
     * @param rooms takes every other name
     */
    public ServiceRouter(Map<String, ConnectionAcceptor> services, ConnectionAcceptor rooms) {
        this.services = Map.copyOf(services);
        this.rooms = rooms;
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        String name = connection.serverName().orElse(RoomName.DEFAULT);
        return services.getOrDefault(name, rooms).accept(connection);
    }

    @Override
    public Optional<EventLoop> place(String serverName, List<? extends EventLoop> loops) {
        String name = serverName.isEmpty() ? RoomName.DEFAULT : serverName;
        return services.getOrDefault(name, rooms).place(name, loops);
    }
}
