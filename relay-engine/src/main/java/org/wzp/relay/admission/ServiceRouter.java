package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.PrintableText;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.SignalMessage;

/**
 * Sends each new connection where its server name says (wire specification 2.2): exact comparison, services first, every
 * other name is a room. Called on the connections' loops.
 */
public final class ServiceRouter implements ConnectionAcceptor {
    private static final int MAX_BUILD_BYTES = 256;
    private static final long VERSION_LINGER_MILLIS = 100;
    private static final int MAX_SHOWN_ROOM_CHARS = 64;

    private final LoginContext desk;
    private final SetupDeadlines logins;
    private final byte[] build;

    /** @param build what {@code version} answers, printable, at most 256 bytes */
    public ServiceRouter(LoginContext desk, String build) {
        this.desk = desk;
        this.logins = new SetupDeadlines();
        this.build = build.getBytes(StandardCharsets.UTF_8);
        if (this.build.length > MAX_BUILD_BYTES) {
            throw new IllegalArgumentException("The build text has " + this.build.length + " bytes, at most 256 fit.");
        }
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        String name = connection.serverName().orElse(RoomName.DEFAULT);
        return switch (name) {
            case "ping" -> ping(connection);
            case "version" -> version(connection);
            case "_probe", "_federation", "_signal", "_relay" -> turnAway(connection, name, Refusal.NOT_SERVED);
            default -> room(connection, name);
        };
    }

    /** Ends the logins whose time is over. Call about once a second, on any thread. */
    public void sweep() {
        logins.sweep(desk.nanos().getAsLong());
        desk.joins().sweep(desk.nanos().getAsLong());
    }

    /** Connections between their QUIC handshake and their join. */
    public int loggingIn() {
        return logins.size();
    }

    private ConnectionHandler ping(Connection connection) {
        desk.counters().count(AdmissionCounters.Event.PINGED);
        connection.close(CloseReason.SERVICE_DONE);
        return new Deaf();
    }

    private ConnectionHandler version(Connection connection) {
        desk.counters().count(AdmissionCounters.Event.VERSION_ASKED);
        connection.sendUnidirectional(build);
        CompletableFuture.delayedExecutor(VERSION_LINGER_MILLIS, TimeUnit.MILLISECONDS, connection::execute)
                .execute(() -> connection.close(CloseReason.SERVICE_DONE));
        return new Deaf();
    }

    private ConnectionHandler room(Connection connection, String asked) {
        Optional<String> room = RoomName.ofServerName(connection.serverName());
        if (room.isEmpty()) {
            return turnAway(connection, asked, Refusal.BAD_ROOM_NAME);
        }
        if (!desk.open().getAsBoolean()) {
            return turnAway(connection, asked, Refusal.SHUTTING_DOWN);
        }
        if (RoomName.isCall(room.get())) {
            return turnAway(connection, asked, Refusal.CALL_ROOM);
        }
        RoomLogin login = new RoomLogin(desk, logins, connection, room.get());
        logins.enter(login);
        connection.maxSignalBytes(desk.limits().signalBytesBeforeLogin());
        return login;
    }

    private ConnectionHandler turnAway(Connection connection, String asked, Refusal refusal) {
        String shown = PrintableText.of(asked, MAX_SHOWN_ROOM_CHARS);
        desk.turnAway(connection, shown.toLowerCase(Locale.ROOT), refusal, "", "");
        return new Deaf();
    }

    /** Hears nothing: its connection is being closed. */
    private static final class Deaf implements ConnectionHandler {
        @Override
        public void onSignal(Connection connection, SignalMessage message) {}

        @Override
        public void onUnreadableSignal(Connection connection, String problem) {}

        @Override
        public void onDatagram(Connection connection, ByteBuf datagram) {}

        @Override
        public void onClosed(Connection connection, CloseInfo info) {}
    }
}
