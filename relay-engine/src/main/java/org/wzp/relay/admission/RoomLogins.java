package org.wzp.relay.admission;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.RoomName;

/** Begins a login for each connection that asks for a room, and ends those that take too long. */
public final class RoomLogins implements ConnectionAcceptor {
    private final LoginContext context;
    private final RoomPlacement placement;
    private final UnaryOperator<String> canonical;
    private final SetupDeadlines deadlines = new SetupDeadlines();

    /** @param canonical the one name of a room that has several */
    public RoomLogins(LoginContext context, RoomPlacement placement, UnaryOperator<String> canonical) {
        this.canonical = canonical;
        this.context = context;
        this.placement = placement;
    }

    /** On the connection's loop. */
    @Override
    public ConnectionHandler accept(Connection connection) {
        Optional<String> room = RoomName.ofServerName(connection.serverName()).map(canonical);
        if (room.isEmpty()) {
            return context.refuse(connection, Refusal.BAD_ROOM_NAME);
        }
        Optional<Refusal> nobody = context.admission().refusal(room.get());
        if (nobody.isPresent()) {
            return context.refuse(connection, nobody.get());
        }
        RoomLogin login = new RoomLogin(context, deadlines, connection, room.get());
        deadlines.enter(login);
        connection.maxSignalBytes(context.limits().signalBytesBeforeLogin());
        return login;
    }

    @Override
    public Optional<EventLoop> place(String serverName, List<? extends EventLoop> loops) {
        return RoomName.ofServerName(Optional.of(serverName))
                .map(canonical)
                .map(room -> placement.loopFor(room, loops));
    }

    /** Ends the logins whose time is over. Call about once a second, on any thread. */
    public void sweep() {
        long now = context.nanos().getAsLong();
        deadlines.sweep(now);
        context.joins().sweep(now);
    }

    /** Connections between their QUIC handshake and their join. */
    public int loggingIn() {
        return deadlines.size();
    }
}
