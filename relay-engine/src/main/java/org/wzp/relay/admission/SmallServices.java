package org.wzp.relay.admission;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionAcceptor;
import org.wzp.relay.transport.ConnectionHandler;

/** The services that answer and close: {@code ping}, {@code version}, and a refusal of those that this relay does not offer. */
public final class SmallServices {
    private static final int MAX_BUILD_BYTES = 256;
    private static final long VERSION_LINGER_MILLIS = 100;
    private static final List<String> NOT_OFFERED = List.of("_probe", "_signal", "_relay");

    private SmallServices() {}

    /**
     * By server name.
     *
     * @param build what {@code version} answers, printable, at most 256 bytes
     */
    public static Map<String, ConnectionAcceptor> of(LoginContext context, String build) {
        byte[] text = build.getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_BUILD_BYTES) {
            throw new IllegalArgumentException("The build text has " + text.length + " bytes, at most 256 fit.");
        }
        Map<String, ConnectionAcceptor> services = new HashMap<>();
        services.put("ping", connection -> ping(context, connection));
        services.put("version", connection -> version(context, connection, text));
        for (String name : NOT_OFFERED) {
            services.put(name, connection -> context.refuse(connection, Refusal.NOT_SERVED));
        }
        return services;
    }

    private static ConnectionHandler ping(LoginContext context, Connection connection) {
        context.counters().count(AdmissionCounters.Event.PINGED);
        connection.close(CloseReason.SERVICE_DONE);
        return ConnectionHandler.CLOSING;
    }

    private static ConnectionHandler version(LoginContext context, Connection connection, byte[] build) {
        context.counters().count(AdmissionCounters.Event.VERSION_ASKED);
        connection.sendUnidirectional(build);
        CompletableFuture.delayedExecutor(VERSION_LINGER_MILLIS, TimeUnit.MILLISECONDS, connection::execute)
                .execute(() -> connection.close(CloseReason.SERVICE_DONE));
        return ConnectionHandler.CLOSING;
    }
}
