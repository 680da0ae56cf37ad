package org.wzp.relay.federation;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.FederationStatus.Direction;
import org.wzp.relay.api.FederationStatus.Proof;
import org.wzp.relay.rates.Allowance;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.OutboxCounters;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalMessage;

/**
 * A link to one other relay over one connection. Media is dealt with on the connection's loop, by {@link MediaIngress};
 * signals wait in a bounded inbox for the federation's thread, which owns what is not final or volatile here. A peer that
 * fills the inbox, or does not take what is sent to it, loses the link.
 */
final class PeerLink implements ConnectionHandler {
    /** Signals that wait for the federation's thread at most. */
    static final int INBOX = 256;
    /** How long a claim from elsewhere is told: a stock relay dials every 5 s. */
    private static final long CLAIM_SHOWN_NANOS = 30_000_000_000L;

    /** What an honest peer has to say: a list for each room, once in a while. */
    private static final int SIGNALS_PER_SECOND = 200;

    private static final int SIGNALS_AT_ONCE = 2_000;
    /** The same for its bytes. A relay that dials loses the connection at about as much (the README's table of bounds). */
    private static final int BYTES_PER_SECOND = 1024 * 1024;

    static final int BYTES_AT_ONCE = 8 * 1024 * 1024;
    /** Of signals that wait for the federation's thread at most; what a signal becomes takes a few times that. */
    static final int INBOX_BYTES = 8 * 1024 * 1024;
    /** Less than the other end takes, as it has to count more than lists. */
    private static final int TOLD_BYTES_PER_SECOND = 768 * 1024;

    private static final int TOLD_BYTES_AT_ONCE = 6 * 1024 * 1024;
    /** Around a list in a signal: names of room and relay. */
    private static final int SIGNAL_BYTES = 1_024;
    /** What is kept of other relays' people that one link has brought, bytes: some 50,000 people. */
    static final long MOST_KEPT_BYTES = 16L * 1024 * 1024;
    /**
     * After so many signals, either way, another connection is made: it lasts for 917,504 of them (the README's table of bounds), a
     * second's heartbeats for ten days.
     */
    static final int MOST_SIGNALS = 800_000;
    /** No more is handed to the connection while so many signals wait there; it closes at 64. */
    private static final int MOST_SIGNALS_WAITING = 32;

    /**
     * @param peer fingerprint, 64 hex digits
     * @param label what people see
     */
    record Facts(String peer, String label, Direction direction, Proof proof, Instant since) {}

    /** @param bytes 0 if it came before there was a link */
    private record Waiting(SignalMessage message, int bytes) {}

    private final Facts facts;
    private final Connection connection;
    private final MediaIngress ingress;
    private final LongSupplier nanos;
    private final LinkCounters counters = new LinkCounters();
    private final Queue<Waiting> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inboxed = new AtomicInteger();
    private final AtomicInteger inboxedBytes = new AtomicInteger();
    private final AtomicInteger signalsIn = new AtomicInteger();

    private final Allowance signals = new Allowance(SIGNALS_PER_SECOND, SIGNALS_AT_ONCE);
    private final Allowance bytes = new Allowance(BYTES_PER_SECOND, BYTES_AT_ONCE);
    /** The loop's own: of the signal that comes next. */
    private int nextBytes;

    private volatile boolean ours;
    private volatile long heardNanos;
    private volatile @Nullable CloseInfo ended;
    private volatile Runnable news = () -> {};
    private volatile RoomIndex<LinkRoom> rooms = new RoomIndex<>(List.of(), room -> 0);

    // ---- the federation thread's own -------------------------------------------------------------------------------

    /** What it knows of each global room. */
    final Map<GlobalRoom, LinkRoom> shared = new LinkedHashMap<>();
    /** What it was told of each room, by the relay whose people they are; a stock relay is told all in one. */
    final Map<GlobalRoom, Map<String, Long>> toldOurs = new HashMap<>();

    final Map<GlobalRoom, List<RosterEntry>> toldStock = new HashMap<>();
    private final Allowance toldBytes = new Allowance(TOLD_BYTES_PER_SECOND, TOLD_BYTES_AT_ONCE);
    /** Of the people in {@link GlobalRoom#held} that it has brought, see {@link HeldPeople}. */
    long keptBytes;

    private int signalsOut;
    /** From when on it is spoken to. */
    private long speaksFromNanos;
    /** It has been silent for so long that what it told no longer counts. */
    boolean silent;

    /** What the dialler said in its hello, until the challenge is answered. */
    @Nullable
    Bytes helloNonce;
    /** It has been seen to work in both directions. */
    boolean works;

    /** Why this end has closed it; null while it has not. */
    private volatile @Nullable CloseReason closedFor;

    /** When somebody elsewhere last said that it is this relay; null for never. */
    private @Nullable Long claimedNanos;

    long pingedNanos;
    long fullSinceNanos;
    private @Nullable PeerLink companion;

    PeerLink(Facts facts, Connection connection, MediaIngress ingress, LongSupplier nanos, boolean ours) {
        this.facts = facts;
        this.connection = connection;
        this.ingress = ingress;
        this.nanos = nanos;
        this.ours = ours;
        this.heardNanos = nanos.getAsLong();
        this.speaksFromNanos = heardNanos;
        this.fullSinceNanos = heardNanos;
    }

    /** Somebody elsewhere says that it is this relay, and can't prove it. */
    void claimedElsewhere(long now) {
        claimedNanos = now;
    }

    /** Whether that was lately, of a stock relay that was dialled: were it that relay, it would send nothing over this link. */
    boolean isClaimedElsewhere(long now) {
        return claimedNanos != null
                && now - claimedNanos < CLAIM_SHOWN_NANOS
                && facts.direction() == Direction.OUT
                && !ours;
    }

    Facts facts() {
        return facts;
    }

    String peer() {
        return facts.peer();
    }

    Connection connection() {
        return connection;
    }

    LinkCounters counters() {
        return counters;
    }

    /** Whether the relay at the other end is of this kind. */
    boolean speaksOurs() {
        return ours;
    }

    void speaksOurs(boolean now) {
        ours = now;
    }

    RoomIndex<LinkRoom> rooms() {
        return rooms;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** What ended it; empty while it lives. */
    Optional<CloseInfo> ended() {
        return Optional.ofNullable(ended);
    }

    /** Why it is over, in words; empty while it is not, or where nobody said. */
    String why() {
        CloseReason ours = closedFor;
        if (ours != null) {
            return ours.text();
        }
        return ended().map(info -> info.timedOut() ? CloseReason.LINK_SILENT.text() : info.reason())
                .orElse("");
    }

    /** Whether the other end has ended it because it does not trust this relay. */
    boolean wasRefused() {
        return ended().filter(info ->
                        info.application() && info.byPeer() && info.code() == CloseReason.RELAY_NOT_TRUSTED.code())
                .isPresent();
    }

    // ---- the connection's loop -------------------------------------------------------------------------------------

    @Override
    public boolean takesSignal(Connection source, int length) {
        long now = nanos.getAsLong();
        if (signals.take(now, 1) && bytes.take(now, length)) {
            nextBytes = length;
            return true;
        }
        counters.dropped(DropCause.OVERFLOW);
        return false;
    }

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        heardNanos = nanos.getAsLong();
        signalsIn.incrementAndGet();
        if (message instanceof SignalMessage.Ping) {
            return;
        }
        int length = nextBytes;
        nextBytes = 0;
        boolean fits = inboxed.get() < INBOX && inboxedBytes.get() + length <= INBOX_BYTES;
        if (!fits) {
            counters.dropped(DropCause.QUEUE_FULL);
            close(CloseReason.TOO_MANY_SIGNALS);
            return;
        }
        inboxed.incrementAndGet();
        inboxedBytes.addAndGet(length);
        inbox.add(new Waiting(message, length));
        news.run();
    }

    /** A newer relay may know kinds of signals that this one does not: they are skipped (relay behaviour D-48). */
    @Override
    public void onUnreadableSignal(Connection source, String problem) {
        heardNanos = nanos.getAsLong();
        counters.dropped(DropCause.MALFORMED);
    }

    @Override
    public void onDatagram(Connection source, ByteBuf datagram) {
        long now = nanos.getAsLong();
        heardNanos = now;
        ingress.take(this, datagram, now);
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        ended = info;
        news.run();
    }

    // ---- the federation's thread -----------------------------------------------------------------------------------

    /** @param how tells that a signal has come, or that the link is over; until it is given, look often */
    void whenNews(Runnable how) {
        news = how;
    }

    /** The next signal that came; null when there is none. */
    @Nullable
    SignalMessage poll() {
        Waiting next = inbox.poll();
        if (next == null) {
            return null;
        }
        inboxed.decrementAndGet();
        inboxedBytes.addAndGet(-next.bytes());
        return next.message();
    }

    boolean speaks(long now) {
        return now - speaksFromNanos >= 0;
    }

    void speaksFrom(long then) {
        speaksFromNanos = then;
    }

    /** Whether it takes more signals just now. */
    boolean hasRoom() {
        return connection.counters().waiting(OutboxCounters.Queue.SIGNALS) < MOST_SIGNALS_WAITING;
    }

    /** Whether it may be told of these now; they count as told then. */
    boolean mayBeTold(List<RosterEntry> people, long now) {
        return toldBytes.take(now, SIGNAL_BYTES + FittingPeople.bytesOf(people));
    }

    /** Whether its connection has carried so many signals that the next one should take its place. */
    boolean isWorn() {
        return Math.max(signalsIn.get(), signalsOut) >= MOST_SIGNALS;
    }

    void send(SignalMessage message) {
        signalsOut++;
        connection.sendSignal(message);
    }

    void close(CloseReason reason) {
        if (closedFor == null) {
            closedFor = reason;
        }
        connection.close(reason);
    }

    /** What it knows of the room. */
    LinkRoom room(GlobalRoom room) {
        return shared.computeIfAbsent(room, made -> new LinkRoom(made, ingress.leastPackets()));
    }

    /** Publishes the rooms that there are now to its loop. */
    void follow(Collection<GlobalRoom> all) {
        shared.keySet().retainAll(new HashSet<>(all));
        all.forEach(this::room);
        rooms = new RoomIndex<>(List.copyOf(shared.values()), one -> one.room().hash());
    }

    /** Forgets what it was told, so that it is told everything. */
    void tellAnew() {
        toldOurs.clear();
        toldStock.clear();
    }

    /**
     * The second connection of a stock relay that dials and is dialled. It sends over the one it has opened or accepted last, so
     * both are heard; it forgets the other when one ends, so both end together (relay behaviour D-09).
     */
    void companion(PeerLink other) {
        companion = other;
    }

    Optional<PeerLink> companion() {
        return Optional.ofNullable(companion);
    }

    @Override
    public String toString() {
        return "link to " + facts.label();
    }
}
