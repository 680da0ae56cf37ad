package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.Tier;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.PendingMark;
import org.wzp.relay.quality.QualitySlot;
import org.wzp.relay.quality.TierController;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * One connection's membership of one room, equal only to itself.
 *
 * <p>Who writes what: the traffic counters and the quality slot are written by the participant's own event loop and read
 * anywhere; the controller belongs to the quality sweep, which publishes the tier; {@code room} is written once, by the
 * join that succeeds, before the participant can be seen in a membership.
 */
public final class Participant {
    private static final VarHandle PACKETS;
    private static final VarHandle BYTES;
    private static final VarHandle LAST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PACKETS = lookup.findVarHandle(Participant.class, "packetsIn", long.class);
            BYTES = lookup.findVarHandle(Participant.class, "bytesIn", long.class);
            LAST = lookup.findVarHandle(Participant.class, "lastPacketNanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long id;
    private final String alias;
    private final String ownAlias;
    private final UnaryOperator<String> given;
    private final String fingerprint;
    private final Instant joined;
    private final Egress egress;
    private final EventLoop loop;
    private final SendingLimit sendingLimit;
    private final RosterEntry rosterEntry;
    private final int rosterBytes;
    private final QualitySlot quality = new QualitySlot();
    private final SequenceGaps gaps = new SequenceGaps();
    private final TierController controller = new TierController();
    private final PendingMark rosterPending = new PendingMark();
    private volatile Tier tier = Tier.GOOD;
    private volatile int codecCode = -1;
    private volatile @Nullable Room room;
    /** What its packets cost; there once {@code room} is. */
    private RoomCosts.@Nullable OnLoop costs;

    @SuppressWarnings("unused") // through PACKETS
    private long packetsIn;

    @SuppressWarnings("unused") // through BYTES
    private long bytesIn;

    @SuppressWarnings("unused") // through LAST
    private long lastPacketNanos;

    /** The loop's own: version of the roster sent last. */
    private long rosterSent;

    /** The loop's own: version of the remote people in it. */
    private long remoteSent;

    /** The sweep's own: the report counter it saw last. */
    private int reportsSeen;

    /**
     * @param id process-wide, never reused
     * @param alias display name, empty when none
     * @param fingerprint identity fingerprint, empty when unknown
     */
    public Participant(long id, String alias, String fingerprint, Instant joined, Egress egress) {
        this(id, alias, fingerprint, joined, egress, SendingLimit.none(), identity -> "");
    }

    /**
     * The same with a limit to what it may send.
     *
     * @param given what the operator calls an identity, asked whenever the name is shown; empty when nothing
     */
    public Participant(
            long id,
            String alias,
            String fingerprint,
            Instant joined,
            Egress egress,
            SendingLimit sendingLimit,
            UnaryOperator<String> given) {
        this.given = given;
        this.sendingLimit = sendingLimit;
        this.id = id;
        this.alias = alias;
        this.ownAlias = Names.alias(alias);
        this.fingerprint = fingerprint;
        this.joined = joined;
        this.egress = egress;
        this.loop = egress.loop();
        this.rosterEntry = new RosterEntry(fingerprint, alias.isEmpty() ? null : alias, null);
        // an alias can be escaped to six times its length, so it is measured
        this.rosterBytes = SignalCodec.encode(new SignalMessage.RoomUpdate(1, List.of(rosterEntry))).length;
    }

    public long id() {
        return id;
    }

    public String alias() {
        return alias;
    }

    /**
     * What tables and logs call it, printable and cut: the operator's own name for the identity, else its alias; empty when
     * there is neither. Never sent to clients or other relays.
     */
    public String shownAlias() {
        String name = given.apply(fingerprint);
        return name.isEmpty() ? ownAlias : name;
    }

    /** The alias that its client gave, printable and cut; empty when there is none. */
    public String ownAlias() {
        return ownAlias;
    }

    /** The shown alias, else the first groups of the fingerprint. */
    public String shownName() {
        return Names.of(shownAlias(), fingerprint);
    }

    public String fingerprint() {
        return fingerprint;
    }

    public Instant joined() {
        return joined;
    }

    public Egress egress() {
        return egress;
    }

    /** The event loop that its connection lives on. */
    public EventLoop loop() {
        return loop;
    }

    public SendingLimit sendingLimit() {
        return sendingLimit;
    }

    public RosterEntry rosterEntry() {
        return rosterEntry;
    }

    /** About what it adds to a roster, bytes of JSON; a little more than it does. */
    int rosterBytes() {
        return rosterBytes;
    }

    public QualitySlot quality() {
        return quality;
    }

    /** As of the last sweep. */
    public Tier tier() {
        return tier;
    }

    /** The room it joined; null before the join. */
    public @Nullable Room room() {
        return room;
    }

    void room(Room joinedRoom) {
        costs = joinedRoom.costs().on(loop);
        room = joinedRoom;
    }

    /** Where its loop counts what the room that it joined costs. Call only on that loop, after {@link #room()}. */
    public RoomCosts.OnLoop costs() {
        return Objects.requireNonNull(costs, "joined");
    }

    // ---- the participant's own loop --------------------------------------------------------------------------------

    /** Counts one valid packet. */
    public void received(int bytes, int codec, int sequence, long nanos) {
        gaps.saw(sequence);
        PACKETS.setOpaque(this, (long) PACKETS.get(this) + 1);
        BYTES.setOpaque(this, (long) BYTES.get(this) + bytes);
        LAST.setOpaque(this, nanos);
        if (codec != codecCode) {
            codecCode = codec;
        }
    }

    /** Hands a packet to this participant's connection. */
    public void send(ByteBuf packet) {
        egress.send(packet);
    }

    // ---- anywhere --------------------------------------------------------------------------------------------------

    /** Valid packets from it, total. */
    public long packetsIn() {
        return (long) PACKETS.getOpaque(this);
    }

    /** Packets that its sequence numbers promise and that never came, total. */
    public long missing() {
        return gaps.missing(packetsIn());
    }

    public long bytesIn() {
        return (long) BYTES.getOpaque(this);
    }

    /** Monotonic clock at its last packet, ns; 0 before the first. */
    public long lastPacketNanos() {
        return (long) LAST.getOpaque(this);
    }

    /** Of the last packet; -1 before the first. */
    public int codecCode() {
        return codecCode;
    }

    /**
     * Its roster may be out of date. What is sent is the room's state when the connection's loop gets to it, so an older
     * roster can't follow a newer one, and a burst of changes costs one message.
     */
    void rosterChanged() {
        rosterPending.ask(() -> egress.execute(this::sendRoster));
    }

    private void sendRoster() {
        rosterPending.clear();
        Room in = room;
        if (in == null) {
            return;
        }
        Membership membership = in.membership();
        RemoteRoster remote = in.remote().roster();
        if ((membership.version() > rosterSent || remote.version() != remoteSent) && membership.contains(this)) {
            rosterSent = membership.version();
            remoteSent = remote.version();
            egress.roster(remote.with(membership));
        }
    }

    /** Sends a directive unless this participant has left meanwhile. */
    void direct(SignalMessage.QualityDirective directive) {
        egress.execute(() -> {
            Room in = room;
            if (in != null && in.membership().contains(this)) {
                egress.directive(directive);
            }
        });
    }

    // ---- the sweep -------------------------------------------------------------------------------------------------

    /** Feeds the newest report if it is new. */
    void sweep(long nanos) {
        long word = quality.load();
        if (QualitySlot.counter(word) != reportsSeen) {
            reportsSeen = QualitySlot.counter(word);
            tier = controller.report(QualitySlot.report(word), nanos);
        }
    }

    @Override
    public String toString() {
        return "participant " + id;
    }
}
