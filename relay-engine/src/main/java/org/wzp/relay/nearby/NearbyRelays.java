package org.wzp.relay.nearby;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.Ignored;
import org.wzp.relay.api.NearbyStatus.State;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.Cut;

/**
 * Announces this relay on each private network of this machine and keeps who else is there. All of it happens on a thread of its
 * own, which nobody waits for: a start goes on without it, and a stop leaves it to say goodbye alone. Without it the relay
 * works as well, so whatever goes wrong here ends here.
 *
 * <p>{@code status} is written by that thread and read by anybody.
 */
public final class NearbyRelays implements AutoCloseable {
    /** A machine with more of them is no voice relay's. */
    static final int MOST_NETWORKS = 8;
    /** Announcements looked at on one network; the table keeps fewer. */
    static final int MOST_HEARD = 256;
    /** About 8,000 records; an office has a few hundred. */
    static final long MOST_KEPT_BYTES = 8 * 1024 * 1024;

    static final Duration AWAY_AFTER_FLOOD = Duration.ofMinutes(1);
    /** Networks come and go. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(NearbyRelays.class);
    private static final long STEP_NANOS = 500_000_000L;

    private final Setup setup;
    private final Thread thread;
    private final NearbyTable table;
    private final Map<InetAddress, DnsSd.Network> open = new LinkedHashMap<>();
    private final Map<InetAddress, Long> awayUntil = new HashMap<>();
    private final Map<InetAddress, Long> heardItself = new HashMap<>();
    private long lookNanos;
    private long askNanos;
    private long floods;
    /** Of networks that were left. */
    private long unreadBefore;

    private String problem = "";
    private volatile NearbyStatus status = NearbyStatus.NONE;
    private volatile boolean running = true;

    /**
     * What it is built with.
     *
     * @param listening where the relay listens, with its real port
     * @param name what people call it; asked on the thread of this class, because it may take its time
     */
    public record Setup(
            DnsSd dnsSd,
            InetSocketAddress listening,
            TlsFingerprint fingerprint,
            Supplier<String> name,
            RelayTime time) {}

    public NearbyRelays(Setup setup) {
        this.setup = setup;
        this.thread = Thread.ofPlatform().daemon().name("relay-nearby").unstarted(this::run);
        this.table = new NearbyTable(setup.fingerprint().normalized());
        long now = now();
        lookNanos = now;
        askNanos = now;
    }

    /** Returns at once. */
    public void start() {
        if (setup.dnsSd().suits(setup.listening())) {
            thread.start();
        }
    }

    /** Returns at once; the goodbyes follow. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }

    /** As of the last half second. Any thread. */
    public NearbyStatus status() {
        return status;
    }

    private long now() {
        return setup.time().nanos().getAsLong();
    }

    private void run() {
        try {
            while (running) {
                try {
                    step();
                } catch (RuntimeException e) {
                    LOG.warn("Looking for relays nearby failed once and goes on.", e);
                }
                LockSupport.parkNanos(this, STEP_NANOS);
            }
        } catch (Error e) {
            LOG.error("Looking for relays nearby has ended.", e);
            status = new NearbyStatus(
                    State.FAILED, 0, List.of(), ignored(), "it has ended (" + Cut.DETAIL.of(e.toString()) + ")");
        } finally {
            List.copyOf(open.keySet()).forEach(this::leave);
        }
    }

    /** One look at everything; for the thread of this class and for tests that have none. */
    void step() {
        long now = now();
        boolean back = awayUntil.values().removeIf(until -> now - until >= 0);
        if (back || now - lookNanos >= 0) {
            lookNanos = now + LOOK_AGAIN.toNanos();
            follow(setup.dnsSd().networks(setup.listening()));
        }
        stayAwayFromFloods(now);
        openAnewWhatIsSilent(now);
        if (now - askNanos >= 0) {
            askNanos = now + ASK_AGAIN.toNanos();
            open.values().forEach(DnsSd.Network::ask);
        }
        List<DnsSd.Heard> heard = new ArrayList<>();
        open.forEach((own, network) -> {
            List<DnsSd.Heard> there = network.heard(MOST_HEARD);
            if (there.stream().anyMatch(table::isOwn)) {
                heardItself.put(own, now);
            }
            heard.addAll(there);
        });
        table.show(heard, setup.time().wall().instant());
        status = new NearbyStatus(
                state(), open.size(), table.byName(), ignored(), state() == State.FAILED ? problem : "");
    }

    private Ignored ignored() {
        long unread = open.values().stream().mapToLong(DnsSd.Network::unread).sum();
        return new Ignored(table.unreadable(), table.beyond(), unreadBefore + unread, floods);
    }

    private State state() {
        if (!awayUntil.isEmpty()) {
            return State.FLOODED;
        }
        if (!open.isEmpty()) {
            return State.HEARING;
        }
        return problem.isEmpty() ? State.NO_NETWORK : State.FAILED;
    }

    private void follow(List<InetAddress> networks) {
        List<InetAddress> wanted =
                networks.stream().distinct().limit(MOST_NETWORKS).toList();
        for (InetAddress gone : List.copyOf(open.keySet())) {
            if (!wanted.contains(gone)) {
                leave(gone);
            }
        }
        String failure = "";
        for (InetAddress own : wanted) {
            if (running && !open.containsKey(own) && !awayUntil.containsKey(own)) {
                failure = enter(own, failure);
            }
        }
        if (!failure.isEmpty() && !failure.equals(problem)) {
            LOG.warn("This relay can't be announced on the network of {}", failure);
        }
        problem = failure;
    }

    /** @return {@code before}, or what went wrong */
    private String enter(InetAddress own, String before) {
        Announcement announcement = new Announcement(
                setup.name().get(), setup.fingerprint(), setup.listening().getPort());
        try {
            open.put(own, setup.dnsSd().open(own, announcement));
            LOG.info("Announced on the network of {} as {}.", Addresses.of(own), Cut.ALIAS.of(announcement.name()));
            askNanos = now();
            return before;
        } catch (IOException | RuntimeException e) {
            return Addresses.of(own) + ": " + Cut.DETAIL.of(String.valueOf(e.getMessage()));
        }
    }

    private void leave(InetAddress own) {
        heardItself.remove(own);
        DnsSd.Network network = open.remove(own);
        if (network != null) {
            unreadBefore += network.unread();
            try {
                network.close();
            } catch (RuntimeException e) {
                LOG.debug("The network of {} was not left cleanly.", Addresses.of(own), e);
            }
        }
    }

    /** What a library no longer reads, for whatever reason, it no longer hears of itself either. It is opened anew. */
    private void openAnewWhatIsSilent(long now) {
        for (InetAddress own : List.copyOf(open.keySet())) {
            Long heard = heardItself.get(own);
            if (heard != null && now - heard > NearbyTable.HEARD_NO_MORE.toNanos()) {
                LOG.warn("Nothing is heard any more on the network of {}; it is opened anew.", Addresses.of(own));
                leave(own);
                lookNanos = now;
            }
        }
    }

    private void stayAwayFromFloods(long now) {
        for (Map.Entry<InetAddress, DnsSd.Network> entry : List.copyOf(open.entrySet())) {
            if (entry.getValue().keptBytes() > MOST_KEPT_BYTES) {
                InetAddress own = entry.getKey();
                leave(own);
                awayUntil.put(own, now + AWAY_AFTER_FLOOD.toNanos());
                floods++;
                LOG.warn(
                        "So much is announced on the network of {} that this relay stays away from it for a minute.",
                        Addresses.of(own));
            }
        }
    }
}
