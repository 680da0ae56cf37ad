package org.wzp.relay.client.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.client.JoinProblem;
import org.wzp.relay.client.RelayClient;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.Numbers;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;
import org.wzp.relay.wire.QualityReport;

/**
 * Drives a relay on this machine with real clients and counts at the receivers. Knows nothing of the relay beside the
 * protocol, so any wzp relay can be measured. One thread paces all senders evenly; the clients share one loop and a few
 * sockets.
 */
public final class LoadRun {
    private static final int SOCKETS = 4;
    /**
     * Between the first numbers of two talkers: a stock relay takes packets of two links for one if all that differs is what
     * comes after the first four bytes of the payload.
     */
    private static final int NUMBERS_APART = 3_001;

    private static final long JOIN_SECONDS = 15;
    private static final long SETTLE_NANOS = 700_000_000L;
    private static final long NAP_NANOS = 400_000L;
    private static final QualityReport REPORT = new QualityReport(1, 8, 3, 0x40);
    /** In speech-like runs a talker talks for this long on average, then is silent as long. */
    private static final double TALK_SECONDS = 1.5;

    private final LoadPlan plan;

    public LoadRun(LoadPlan plan) {
        this.plan = plan;
    }

    /**
     * Joins, warms up, measures, leaves.
     *
     * @throws IOException if somebody can't join; says who and why
     */
    public LoadReport run() throws IOException {
        List<QuicEndpoint> endpoints = new ArrayList<>();
        Measured measured;
        try (StalledPeople stalled = new StalledPeople()) {
            for (int i = 0; i < SOCKETS; i++) {
                endpoints.add(socket());
            }
            measured = measure(endpoints, stalled);
        } finally {
            endpoints.forEach(QuicEndpoint::close);
        }
        return report(measured);
    }

    static QuicEndpoint socket() throws IOException {
        return Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                RelayConfig.Limits.defaults())
                        .with(EndpointSettings.Acknowledgements.STOCK));
    }

    /** @param receivers may be read once their loops have ended */
    private record Measured(
            List<LoadReceiver> receivers, Pace pace, long joinNanos, double memoryBefore, double memoryJoined) {}

    private Measured measure(List<QuicEndpoint> endpoints, StalledPeople stalled) throws IOException {
        ProcessUsage relay = new ProcessUsage(plan.target().pid());
        double memoryBefore = relay.residentMebibytes();
        long joinStarted = System.nanoTime();
        List<LoadReceiver> receivers = joinAll(endpoints, stalled);
        long joinNanos = System.nanoTime() - joinStarted;
        double memoryJoined = relay.residentMebibytes();
        stalled.stall();
        Pace pace = new Pace(receivers.stream()
                .filter(receiver -> plan.talks(receiver.position()))
                .toList());
        pace.run(relay);
        LockSupport.parkNanos(SETTLE_NANOS);
        assertAllThere(receivers);
        stalled.goOn();
        receivers.forEach(receiver -> receiver.sender().leave());
        return new Measured(receivers, pace, joinNanos, memoryBefore, memoryJoined);
    }

    /** Who was sent away, as from a full relay, hears nothing, and that would pass for loss. Who stalls on purpose may be. */
    private void assertAllThere(List<LoadReceiver> receivers) throws IOException {
        List<LoadReceiver> gone = receivers.stream()
                .filter(receiver -> !plan.isStalled(receiver.position()))
                .filter(receiver -> receiver.ended().isPresent())
                .toList();
        if (!gone.isEmpty()) {
            LoadReceiver first = gone.getFirst();
            throw new IOException(Numbers.whole(gone.size()) + " of " + Numbers.whole(receivers.size())
                    + " did not stay to the end. Client " + first.number() + ": "
                    + first.ended().orElseThrow().words() + ".");
        }
    }

    private LoadReport report(Measured measured) {
        Histogram latency = new Histogram(3);
        LoadReceiver.Tally tally = LoadReceiver.Tally.NONE;
        for (LoadReceiver receiver : measured.receivers()) {
            if (!plan.isStalled(receiver.position())) {
                latency.add(receiver.latency());
                tally = tally.plus(receiver.tally());
            }
        }
        Pace pace = measured.pace();
        return new LoadReport(
                plan,
                pace.sent,
                pace.sent * plan.readersBesideSpeaker(),
                tally,
                latency,
                pace.relayCpuSeconds,
                pace.wallSeconds,
                measured.joinNanos() / 1e6 / measured.receivers().size(),
                measured.memoryBefore(),
                measured.memoryJoined());
    }

    private List<LoadReceiver> joinAll(List<QuicEndpoint> endpoints, StalledPeople stalled) throws IOException {
        SecureRandom random = new SecureRandom();
        List<LoadReceiver> receivers = new ArrayList<>();
        for (int room = 0; room < plan.crowd().rooms(); room++) {
            for (int position = 0; position < plan.recipients(); position++) {
                LoadReceiver receiver = new LoadReceiver(receivers.size(), room, position, plan.recipients());
                QuicEndpoint endpoint =
                        plan.isStalled(position) ? stalled.endpoint() : endpoints.get(receivers.size() % SOCKETS);
                try {
                    receiver.joined(attach(endpoint, receiver, random)
                            .orTimeout(JOIN_SECONDS, TimeUnit.SECONDS)
                            .join());
                } catch (CompletionException e) {
                    String who = plan.isPerson(position)
                            ? "Client " + receivers.size()
                            : "Link " + (position - plan.crowd().people());
                    throw new IOException(
                            who + " could not join: "
                                    + JoinProblem.inWords(e, plan.target().relay(), JOIN_SECONDS),
                            e);
                }
                receivers.add(receiver);
            }
        }
        return receivers;
    }

    private CompletableFuture<? extends LoadSender> attach(
            QuicEndpoint endpoint, LoadReceiver receiver, SecureRandom random) {
        String room = plan.crowd().room(receiver.room());
        if (!plan.isPerson(receiver.position())) {
            LinkEnd.Room told = new LinkEnd.Room(room, plan.crowd().people());
            return LinkEnd.link(
                    endpoint,
                    plan.target().relay(),
                    receiver.position() - plan.crowd().people(),
                    told,
                    receiver);
        }
        RelayClient.Ticket ticket = new RelayClient.Ticket(
                plan.target().relay(),
                room,
                Identity.of(Seed.random(random)),
                "load-" + receiver.number(),
                Optional.empty());
        return RelayClient.join(endpoint, ticket, receiver).thenApply(LoadSender::of);
    }

    /** Sends every talker's packets evenly over the second; the first second is warm-up and not counted. */
    private final class Pace {
        private final List<LoadReceiver> talkers;
        private final int[] sequences;
        private final boolean[] talking;
        private final SplittableRandom random = new SplittableRandom(1);
        private final ByteBuf packet = Unpooled.directBuffer(2048);
        private long sent;
        private double relayCpuSeconds = Double.NaN;
        private double wallSeconds;

        Pace(List<LoadReceiver> talkers) {
            this.talkers = talkers;
            this.sequences = new int[talkers.size()];
            Arrays.setAll(sequences, talker -> talker * NUMBERS_APART);
            this.talking = new boolean[talkers.size()];
            Arrays.fill(talking, true);
        }

        void run(ProcessUsage relay) {
            if (talkers.isEmpty()) {
                return;
            }
            long step = 1_000_000_000L / ((long) talkers.size() * plan.talk().rate());
            long warm = (long) talkers.size() * plan.talk().rate();
            long total = warm * (plan.talk().seconds() + 1);
            long start = System.nanoTime();
            long measuredFrom = start;
            double cpuBefore = 0;
            long next = 0;
            while (next < total) {
                long due = (System.nanoTime() - start) / Math.max(1, step);
                for (; next < total && next <= due; next++) {
                    if (next == warm) {
                        cpuBefore = relay.cpuSeconds();
                        measuredFrom = System.nanoTime();
                    }
                    send((int) (next % talkers.size()), next >= warm);
                }
                LockSupport.parkNanos(NAP_NANOS);
            }
            relayCpuSeconds = relay.cpuSeconds() - cpuBefore;
            wallSeconds = (System.nanoTime() - measuredFrom) / 1e9;
            packet.release();
        }

        private void send(int talker, boolean counted) {
            if (plan.talk().speech()
                    && random.nextDouble() < 1 / (TALK_SECONDS * plan.talk().rate())) {
                talking[talker] = !talking[talker];
            }
            if (!talking[talker]) {
                return;
            }
            LoadReceiver from = talkers.get(talker);
            int sequence = ++sequences[talker];
            boolean report =
                    plan.talk().reportEvery() > 0 && sequence % plan.talk().reportEvery() == 0;
            packet.clear();
            new MediaHeader(0, false, CodecId.OPUS_24K.code(), report, 0, sequence & 0xffff, sequence * 20L, 0, 0, 0, 0)
                    .write(packet);
            LoadPacket.write(
                    packet,
                    from.number(),
                    from.room(),
                    sequence,
                    counted ? System.nanoTime() : LoadPacket.NOT_COUNTED,
                    plan.talk().payload());
            if (report) {
                packet.writeInt(REPORT.packed());
            }
            from.sender().send(packet);
            if (counted) {
                sent++;
            }
        }
    }
}
