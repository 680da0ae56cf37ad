package org.wzp.relay.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.client.JoinProblem;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.client.ServiceQuery;
import org.wzp.relay.config.TypedAddress;
import org.wzp.relay.config.Unfit;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.Numbers;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.transport.choice.TransportUnavailable;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.SignalMessage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A participant on the command line: asks a relay for its version or a ping, or joins a room and tells what it hears. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = "Joins a room and prints what happens there, or asks a relay for its version or a ping.")
final class ClientCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 10;
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int PAYLOAD_BYTES = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ADDR", description = "The relay, such as 127.0.0.1:4433.")
    private String relay = "";

    @Option(names = "--room", description = "Room (default).")
    private String room = "";

    @Option(names = "--alias", description = "Name the others see.")
    private String alias = "";

    @Option(names = "--token", description = "Token, if the relay asks for one.")
    private @Nullable String token;

    @Option(names = "--seed", description = "Identity seed, 64 hex digits; a new one each time without.")
    private @Nullable String seed;

    @Option(
            names = "--send",
            paramLabel = "SECS",
            description = "Send so many seconds of silent frames labelled Opus24k.")
    private int sendSeconds;

    @Option(names = "--secs", description = "Stay so many seconds (until the relay closes).")
    private int stay;

    @Option(names = "--version-check", description = "Print the relay's build and end.")
    private boolean versionCheck;

    @Option(names = "--ping", description = "Print how long a QUIC handshake takes and end.")
    private boolean ping;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("run through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        InetSocketAddress address;
        try {
            address = TypedAddress.parse(relay);
        } catch (Unfit e) {
            spec.commandLine().getErr().println("The relay's address " + e.what());
            return CommandLine.ExitCode.USAGE;
        }
        if (seed != null && !seed.matches("[0-9a-fA-F]{64}")) {
            spec.commandLine().getErr().println("--seed must be 64 hex digits.");
            return CommandLine.ExitCode.USAGE;
        }
        InetSocketAddress any =
                new InetSocketAddress(address.getAddress().getAddress().length == 4 ? "0.0.0.0" : "::", 0);
        try (QuicEndpoint endpoint =
                Endpoints.client(RelayConfig.Transport.AUTO, EndpointSettings.of(any, RelayConfig.Limits.defaults()))) {
            if (versionCheck) {
                String build = ServiceQuery.version(endpoint, address)
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
                out.println(relay + " " + Cut.BUILD.of(build));
            } else if (ping) {
                long nanos = ServiceQuery.ping(endpoint, address)
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
                out.println(relay + " handshake in " + Numbers.millis(nanos) + " ms");
            } else {
                stayInRoom(endpoint, address, out);
            }
            return 0;
        } catch (TransportUnavailable e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } catch (CompletionException e) {
            spec.commandLine().getErr().println(JoinProblem.inWords(e, address, PATIENCE_SECONDS));
            return 1;
        }
    }

    private void stayInRoom(QuicEndpoint endpoint, InetSocketAddress address, PrintWriter out) {
        Identity identity = Identity.of(seed == null ? Seed.random(new SecureRandom()) : Seed.ofHex(seed));
        CountDownLatch closed = new CountDownLatch(1);
        AtomicLong heard = new AtomicLong();
        RelayClient client = RelayClient.join(
                        endpoint,
                        new RelayClient.Ticket(address, room, identity, alias, Optional.ofNullable(token)),
                        new RelayClient.Listener() {
                            @Override
                            public void onMedia(ByteBuf packet) {
                                heard.incrementAndGet();
                            }

                            @Override
                            public void onSignal(SignalMessage message) {
                                out.println(describe(message));
                            }

                            @Override
                            public void onClosed(ConnectionHandler.CloseInfo info) {
                                out.println("Closed: " + info.words());
                                closed.countDown();
                            }
                        })
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        out.println("Joined as " + identity.fingerprint());
        sendFrames(client);
        try {
            if (stay > 0) {
                var _ = closed.await(Math.max(0, stay - sendSeconds), TimeUnit.SECONDS);
            } else {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.println("Heard " + Numbers.whole(heard.get()) + " packets");
        client.leave();
    }

    private void sendFrames(RelayClient client) {
        ByteBuf packet = Unpooled.directBuffer(128);
        long due = System.nanoTime();
        for (int i = 0; i < sendSeconds * FRAMES_PER_SECOND; i++) {
            packet.clear();
            MediaHeader.source(CodecId.OPUS_24K, i & 0xffff, i * 20L).write(packet);
            packet.writeZero(PAYLOAD_BYTES);
            client.send(packet);
            due += FRAME_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        packet.release();
    }

    private static String describe(SignalMessage message) {
        return switch (message) {
            case SignalMessage.RoomUpdate update -> {
                StringBuilder text = new StringBuilder("In the room: ");
                update.participants().forEach(person -> text.append(
                                Names.of(person.alias() == null ? "" : person.alias(), person.fingerprint()))
                        .append("  "));
                yield text.toString().strip();
            }
            case SignalMessage.QualityDirective directive ->
                "Directive: " + directive.recommendedProfile().codec() + ", "
                        + Cut.DETAIL.of(String.valueOf(directive.reason()));
            case SignalMessage other -> other.getClass().getSimpleName();
        };
    }
}
