package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.common.LoopConnection;
import org.wzp.relay.transport.common.SignalStreams;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.quiche.QuicheCalls;
import org.wzp.relay.transport.quiche.QuicheFacts;
import org.wzp.relay.transport.quiche.QuicheLibrary;
import org.wzp.relay.transport.quiche.QuicheTls;

/**
 * One quiche connection on a {@link DirectLoop}.
 *
 * <p>Everything here is confined to the loop's thread except what the contract lets any thread call; those methods either
 * read a volatile field or hand a task to the loop. A datagram for this connection goes straight into quiche's own small
 * queue; when that is full and the path takes no more, it waits in the bounded outbox, where the oldest makes room. What
 * was queued is written when the loop's read batch ends.
 *
 * <p>Acknowledgements are put off until the next packet to the same peer, at most as long as the endpoint's
 * {@link EndpointSettings.Acknowledgements} say.
 */
final class DirectConnection extends LoopConnection {
    private final DirectLoop loop;
    private final QuicheTls tls;
    private final long quiche;
    private final DirectDatagrams datagrams;
    private final DirectStreams streams;
    private final PacketWriter writer;
    private final DirectOrigin origin;
    private final DirectPath path;

    private boolean established;
    private boolean ended;
    /** A packet of this connection could be read. */
    private boolean begun;
    /** Until then QUIC's queue is searched for what has become too large; a full path may give nothing out at first. */
    private long smallerUntilNanos;

    private final OwedAcknowledgement owed;

    /* What the loop notes about it, here so that its lists need no wrapper objects. */
    boolean dirty;
    boolean touched;
    boolean heard;
    /** While {@link #heard}: from when on a tick looks what it has brought. */
    long lookDueNanos;

    int indexInLoop;
    long deadlineNanos = Long.MAX_VALUE;
    long nextSecondNanos;
    long lastHeardNanos;
    long lastSentNanos;
    private final long bornNanos;

    DirectConnection(DirectLoop loop, QuicheTls tls, DirectOrigin origin, @Nullable ConnectionHandler handler) {
        super(origin.serverName());
        this.loop = loop;
        this.tls = tls;
        this.quiche = tls.address();
        this.origin = origin;
        this.begun = !origin.server();
        this.bornNanos = loop.nanos();
        this.smallerUntilNanos = bornNanos;
        if (handler != null) {
            handler(handler);
        }
        this.owed = new OwedAcknowledgement(loop.settings().acknowledgements());
        this.path = new DirectPath(this, loop, quiche, origin);
        this.datagrams = new DirectDatagrams(loop, quiche, counters(), path);
        this.writer = new PacketWriter(loop, quiche, datagrams, path);
        this.streams = new DirectStreams(this, loop, quiche, origin.server());
    }

    // ---- the loop's side -------------------------------------------------------------------------------------------

    long quiche() {
        return quiche;
    }

    boolean isServer() {
        return origin.server();
    }

    SourceIds sourceIds() {
        return path.sourceIds();
    }

    @Nullable
    ClientChosenId clientChosenId() {
        return origin.clientChosenId();
    }

    void onPacket(long packet, int length, long info, long from, long now) {
        lastHeardNanos = now;
        if (!ended && !mayReceive(1, length, loop.counters())) {
            return;
        }
        boolean known = !established || path.arrive(from, packet, length);
        long readable = known ? 0 : path.readable();
        int result = QuicheCalls.receive(quiche, packet, length, info);
        if (!known && path.readable() > readable) {
            path.accepted();
        }
        if (established && result < 0 && result != QuicheLibrary.DONE) {
            // quiche closes it, and takes nothing more from then on
            loop.counters().count(EndpointCounters.Event.PROTOCOL_VIOLATION);
        }
        datagrams.unblock();
        if (ended) {
            loop.counters().count(EndpointCounters.Event.AFTER_CLOSE);
            loop.markDirty(this);
            return;
        }
        if (!established) {
            if (result < 0 && result != QuicheLibrary.DONE && !begun) {
                // nobody who holds the keys sent this: it must not keep a place until some timer fires
                loop.forget(this);
                return;
            }
            begun = true;
            if (tls.runTasks()) {
                loop.markDirty(this);
            }
            if (!QuicheCalls.isEstablished(quiche)) {
                loop.markDirty(this);
                return;
            }
            establish();
        }
        path.follow();
        boolean small = mayWait(length);
        if (!drainDatagrams() && !small) {
            streams.read();
            checkPeerClose();
        }
        if (owed.received(small, now) || streams.hasPending()) {
            loop.markDirty(this);
        }
    }

    /**
     * Whether nobody is in a hurry for what a packet of so many bytes brings: it is an acknowledgement, and no signal waits for
     * the credit that it may give.
     */
    boolean mayWait(int length) {
        return length < OwedAcknowledgement.SMALL_BYTES && !streams.isBeforeLogin() && !streams.hasPending();
    }

    /** Acknowledges what nothing has answered since it came; false when that may wait, until {@link #lookDueNanos}. */
    boolean acknowledge(long now) {
        if (!owed.isOwed()) {
            return true;
        }
        lookDueNanos = owed.dueNanos();
        if (lookDueNanos - now <= 0) {
            flush(now);
        }
        return !owed.isOwed();
    }

    /** A packet from the peer's address that belongs to no connection: it may say that the peer has forgotten this one. */
    void mayBeReset(long packet, int length, long info, long from) {
        if (!path.isPeer(from) || !established) {
            return;
        }
        var _ = QuicheCalls.receive(quiche, packet, length, info);
        if (QuicheCalls.isClosed(quiche)) {
            loop.forget(this);
        }
    }

    private boolean drainDatagrams() {
        boolean any = false;
        while (!ended) {
            ByteBuf view = loop.memory().datagram();
            int bytes = QuicheCalls.receiveDatagram(quiche, loop.memory().datagramAddress(), view.capacity());
            if (bytes < 0) {
                break;
            }
            any = true;
            datagramRead(bytes);
            loop.meter().received();
            ConnectionHandler current = handler();
            view.setIndex(0, bytes);
            if (loop.readsStale()) {
                counters().dropped(DropCause.STALE);
            } else if (current != null && !KeepAlive.is(view)) {
                current.onDatagram(this, view);
            }
        }
        return any;
    }

    private void establish() {
        established = true;
        loop.markDirty(this);
        open(true);
        if (origin.server()) {
            serverName(Optional.ofNullable(tls.serverName()).map(name -> name.toLowerCase(Locale.ROOT)));
        } else {
            peerCertificate(tls.peerCertificate().orElse(null));
        }
        path.established();
        loop.acceptor().established(this);
    }

    /** Writes everything quiche has for this peer into the loop's send batch. */
    void flush(long now) {
        owed.sent();
        if (datagrams.mayHoldLarge() && (now - smallerUntilNanos < 0 || datagrams.isBlocked())) {
            datagrams.discarded(writer.discardTooLarge(now, path.packetWith(datagrams.largest())));
        }
        if (datagrams.holdsStale(now) && writer.discardStale()) {
            datagrams.staleTaken();
        }
        int longest = datagrams.beginFlush(established);
        if (writer.write(now, longest, !established || streams.hasPending())) {
            lastSentNanos = now;
        }
        if (datagrams.refill()) {
            loop.markDirty(this);
        }
        loop.touch(this);
    }

    /** It goes out with the next flush. */
    void streamWritten() {
        writer.streamWritten();
        loop.markDirty(this);
    }

    /** quiche's timer is due: what counts as lost now is sent again. */
    void onDeadline(long now) {
        QuicheCalls.onTimeout(quiche);
        writer.lookForStreams();
        path.onDeadline(now);
        if (writer.writeSmall(now, datagrams.beginFlush(established), !established || streams.hasPending())) {
            lastSentNanos = now;
        }
        flush(now);
    }

    /** Packets to this peer may have more or fewer bytes than until now. */
    void packetLimitChanged() {
        smallerUntilNanos = loop.nanos() + DirectDatagrams.DISCARD_NANOS;
        loop.touch(this);
        loop.markDirty(this);
    }

    /** Once a tick, for connections that were heard since the last one. */
    void onTick() {
        if (!ended && established) {
            streams.read();
            checkPeerClose();
        }
    }

    /** Once a second. */
    void onSecond(long now, long keepAliveNanos) {
        if (ended) {
            return;
        }
        if (!established) {
            if (origin.server()
                    && now - bornNanos > loop.settings().limits().setup().toNanos()) {
                closeNow(CloseReason.SETUP_TIMEOUT);
            }
            return;
        }
        path.onSecond();
        writer.lookForStreams();
        loop.markDirty(this);
        long silent = now - Math.max(lastHeardNanos, lastSentNanos);
        if (silent > keepAliveNanos) {
            KeepAlive.send(this, loop);
        }
    }

    /** quiche gives this connection up, or has drained it: report the end if it wasn't yet. */
    void onNativeClosed() {
        if (!ended) {
            end(QuicheFacts.closeInfo(quiche, established));
        }
    }

    private void checkPeerClose() {
        Object[] error = ended ? null : QuicheCalls.peerError(quiche);
        if (error != null) {
            end(QuicheFacts.closeInfo(error));
        }
    }

    private void end(ConnectionHandler.CloseInfo info) {
        ended = true;
        open(false);
        if (!established) {
            loop.acceptor().handshakeFailed();
        }
        releasePlace();
        datagrams.close();
        streams.close();
        loop.ended(this, info);
        tell(current -> current.onClosed(this, info));
    }

    /** After the loop has forgotten this connection. */
    void free() {
        onNativeClosed();
        tls.free();
    }

    // ---- the contract ----------------------------------------------------------------------------------------------

    @Override
    public long id() {
        return origin.id();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return path.remote();
    }

    @Override
    public DirectLoop loop() {
        return loop;
    }

    @Override
    protected void queueOnLoop(Runnable tasks) {
        loop.execute(tasks);
    }

    @Override
    protected EndpointCounters endpointCounters() {
        return loop.counters();
    }

    @Override
    public void sendDatagram(ByteBuf datagram) {
        if (!loop.inLoop()) {
            loop.handOver(this, datagram);
            return;
        }
        if (!isOpen()) {
            counters().dropped(DropCause.CLOSED);
            return;
        }
        loop.meter().sent();
        boolean worth = datagrams.isWorthFlush();
        if (!datagrams.send(datagram)) {
            flush(loop.nanos());
            datagrams.sendOrKeep(datagram);
        }
        if (worth) {
            loop.markDirty(this);
        }
    }

    @Override
    protected SignalStreams streams() {
        return streams;
    }

    @Override
    protected void closeNow(CloseReason reason, String words) {
        if (ended) {
            return;
        }
        streams.write();
        flush(loop.nanos());
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        NativeMemory.put(loop.memory().scratch(), text);
        var _ = QuicheCalls.close(quiche, true, reason.code(), loop.memory().scratch(), text.length);
        flush(loop.nanos());
        end(new ConnectionHandler.CloseInfo(false, false, true, reason.code(), words));
    }

    @Override
    public int maxDatagramBytes() {
        return path.maxDatagramBytes();
    }

    @Override
    public PathStats path() {
        return path.stats();
    }
}
