package org.wzp.relay.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.QualityReport;

/**
 * Synthetic people who join rooms of a relay through real QUIC and talk as people do: in spurts, with pauses, each on a line
 * of its own quality. For demonstrations, screenshots and tests. Their identities are known beforehand, so that the relay
 * can badge them.
 */
public final class RehearsalCallers implements AutoCloseable {
    private static final List<String> NAMES = List.of(
            "Anna", "Ben", "Cleo", "David", "Emma", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Luis", "Mona",
            "Nils", "Olga", "Paul", "Quinn", "Rosa", "Sami", "Tessa", "Uwe", "Vera", "Wim", "Xenia", "Yusuf", "Zoe");
    private static final List<String> ROOMS =
            List.of("lobby", "kitchen", "workshop", "garden", "library", "studio", "harbour", "attic");
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_PER_REPORT = 50;
    private static final int PAYLOAD_BYTES = 60;
    private static final long JOIN_SECONDS = 10;

    private final InetSocketAddress relay;
    private final List<Caller> callers = new ArrayList<>();
    private final Set<String> fingerprints = new HashSet<>();
    private final List<QuicEndpoint> endpoints = new ArrayList<>();
    private final Thread talking = new Thread(this::talk, "rehearsal");
    private volatile boolean stopping;

    private static final class Caller {
        final Identity identity;
        final String room;
        final String alias;
        final SplittableRandom random;
        final int lossPct;
        final int rtt4ms;
        boolean speaking;
        int sequence;
        volatile @Nullable RelayClient client;

        Caller(Identity identity, String room, String alias, SplittableRandom random) {
            this.identity = identity;
            this.room = room;
            this.alias = alias;
            this.random = random;
            this.lossPct = random.nextInt(8) == 0 ? 14 : random.nextInt(4);
            this.rtt4ms = 2 + random.nextInt(14);
        }
    }

    /**
     * @param rooms 1 to 100
     * @param people in each room, 1 to 100
     */
    public RehearsalCallers(InetSocketAddress relay, int rooms, int people) {
        this.relay = relay;
        SecureRandom identities = new SecureRandom();
        SplittableRandom characters = new SplittableRandom(7);
        for (int room = 0; room < rooms; room++) {
            String name = ROOMS.get(room % ROOMS.size()) + (room < ROOMS.size() ? "" : "-" + room / ROOMS.size());
            for (int person = 0; person < people; person++) {
                int number = room * people + person;
                String alias = NAMES.get(number % NAMES.size())
                        + (number < NAMES.size() ? "" : " " + (number / NAMES.size() + 1));
                Caller caller = new Caller(Identity.of(Seed.random(identities)), name, alias, characters.split());
                callers.add(caller);
                fingerprints.add(caller.identity.fingerprint().toString());
            }
        }
    }

    /** Names of their rooms. */
    public List<String> rooms() {
        return callers.stream().map(caller -> caller.room).distinct().toList();
    }

    /** Identity fingerprints of all callers, also before they join. */
    public Set<String> fingerprints() {
        return Set.copyOf(fingerprints);
    }

    /**
     * Joins everybody and begins to talk.
     *
     * @throws IOException if somebody can't join
     */
    public void start() throws IOException {
        QuicEndpoint endpoint = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), RelayConfig.Limits.defaults()));
        endpoints.add(endpoint);
        for (Caller caller : callers) {
            RelayClient.Ticket ticket =
                    new RelayClient.Ticket(relay, caller.room, caller.identity, caller.alias, Optional.empty());
            try {
                caller.client = RelayClient.join(endpoint, ticket, packet -> {})
                        .orTimeout(JOIN_SECONDS, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                close();
                throw new IOException(
                        "Rehearsal caller " + caller.alias + " could not join: "
                                + JoinProblem.inWords(e, relay, JOIN_SECONDS),
                        e);
            }
        }
        talking.setDaemon(true);
        talking.start();
    }

    private void talk() {
        ByteBuf packet = Unpooled.directBuffer(256);
        long due = System.nanoTime();
        while (!stopping) {
            for (Caller caller : callers) {
                frame(caller, packet);
            }
            due += FRAME_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        packet.release();
    }

    /** One frame of one caller: a spurt begins about every four seconds and lasts about two. */
    private static void frame(Caller caller, ByteBuf packet) {
        RelayClient client = caller.client;
        caller.speaking = caller.speaking ? caller.random.nextInt(100) != 0 : caller.random.nextInt(200) == 0;
        if (!caller.speaking || client == null || !client.connection().isOpen()) {
            return;
        }
        boolean report = ++caller.sequence % FRAMES_PER_REPORT == 0;
        packet.clear();
        new MediaHeader(
                        0,
                        false,
                        CodecId.OPUS_24K.code(),
                        report,
                        0,
                        caller.sequence & 0xffff,
                        caller.sequence * 20L,
                        0,
                        0,
                        0,
                        0)
                .write(packet);
        // as no two voices are alike, so that relays don't take one for a copy of the other
        packet.writeBytes(caller.identity.publicKey().toArray());
        packet.writeZero(PAYLOAD_BYTES - Identity.PUBLIC_KEY_BYTES);
        if (report) {
            packet.writeInt(new QualityReport(
                            caller.lossPct,
                            Math.clamp(caller.rtt4ms + caller.random.nextInt(-1, 2), 1, 255),
                            3 + caller.random.nextInt(6),
                            200)
                    .packed());
        }
        client.send(packet);
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(talking);
        endpoints.forEach(QuicEndpoint::close);
    }
}
