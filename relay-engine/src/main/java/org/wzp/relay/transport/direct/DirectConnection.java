package org.wzp.relay.transport.direct;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.EndpointCounters;
import org.wzp.relay.transport.common.LoopConnection;
import org.wzp.relay.transport.common.SignalStreams;
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
 * <p>Acknowledgements are put off until the next packet to the same peer, at most {@link #ACK_EVERY} packets or one tick
 * of the loop, because nearly every peer that sends to us is about to be sent somebody else's voice.
 */
final class DirectConnection extends LoopConnection {
    /** Packets received after which an acknowledgement is no longer put off. */
    private static final int ACK_EVERY = 10;

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

    /** Packets may have another size than when the last ones were written. */
    private boolean limitChanged;

    private int unacknowledged;

    /* The loop's book-keeping, kept here so that its lists need no wrapper objects. */
    boolean dirty;
    boolean touched;
    boolean heard;
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
        if (handler != null) {
            handler(handler);
        }
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

    ConnectionTable.@Nullable ClientChosenId clientChosenId() {
        return origin.clientChosenId();
    }

    void onPacket(long packet, int length, long info, long from, long now) {
        lastHeardNanos = now;
        if (!ended && !mayReceive(1, length, loop.counters())) {
            return;
        }
        boolean known = !established || path.arrive(from);
        long readable = known ? 0 : path.readable();
        int result = QuicheCalls.receive(quiche, packet, length, info);
        if (!known && path.readable() > readable) {
            path.accepted();
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
        if (!drainDatagrams()) {
            streams.read();
            checkPeerClose();
        }
        if (++unacknowledged >= ACK_EVERY || streams.hasPending()) {
            loop.markDirty(this);
        }
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
        loop.established(this);
    }

    /** Writes everything quiche has for this peer into the loop's send batch. */
    void flush(long now) {
        unacknowledged = 0;
        if (limitChanged) {
            limitChanged = false;
            discardTooLarge(now);
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
        path.lookForLosses(now);
        if (writer.writeSmall(now, datagrams.beginFlush(established), !established || streams.hasPending())) {
            lastSentNanos = now;
        }
        flush(now);
    }

    /** Packets to this peer may have more or fewer bytes than until now. */
    void packetLimitChanged() {
        limitChanged = true;
        loop.touch(this);
        loop.markDirty(this);
    }

    private void discardTooLarge(long now) {
        if (datagrams.mayHoldLarge()) {
            datagrams.discarded(writer.discardTooLarge(now));
        }
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
            if (origin.server() && now - bornNanos > loop.limits().setup().toNanos()) {
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
        if (ended) {
            return;
        }
        Object[] error = QuicheCalls.peerError(quiche);
        if (error != null) {
            end(QuicheFacts.closeInfo(error));
        }
    }

    private void end(ConnectionHandler.CloseInfo info) {
        ended = true;
        open(false);
        if (!established) {
            loop.handshakeFailed();
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
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
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
        if (!datagrams.send(datagram)) {
            flush(loop.nanos());
            datagrams.sendOrKeep(datagram);
            if (datagrams.takeBlockingLarge()) {
                datagrams.discarded(writer.discardTooLarge(loop.nanos()));
            }
        }
        loop.markDirty(this);
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
        loop.closeNative(this, reason, words);
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
