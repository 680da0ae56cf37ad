package org.wzp.relay.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.wire.SignalMessage;

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
final class DirectConnection implements Connection {
    /** Packets received after which an acknowledgement is no longer put off. */
    private static final int ACK_EVERY = 10;
    /** A packet that leaves at least this much of the smallest path unused held all there was to send. */
    private static final int SURELY_NOT_FULL_BYTES = 1100;

    private static final int MAX_REASON_CHARACTERS = 120;

    private final DirectLoop loop;
    private final QuicheTls tls;
    private final long quiche;
    private final long id;
    private final boolean server;
    private final OutboxCounters counters = new OutboxCounters();
    private final DatagramOutbox outbox;
    private final DirectStreams streams;
    private final ConnectionTable.@Nullable ClientChosenId clientChosenId;
    private final Runnable releaseHandshakePlace;

    private final PeerAddress peer = new PeerAddress();
    private final SourceIds sourceIds;

    private @Nullable ConnectionHandler handler;
    private Optional<String> serverName;
    private volatile InetSocketAddress remote;
    private volatile boolean open;
    private volatile int maxDatagramBytes;
    private volatile PathStats path = PathStats.UNKNOWN;
    private volatile byte @Nullable [] peerCertificate;
    private boolean established;
    private boolean ended;
    private boolean loggedIn;
    private boolean outboxBlocked;
    private int largestQueued;
    private int unacknowledged;

    /* The loop's book-keeping, kept here so that its lists need no wrapper objects. */
    boolean dirty;
    boolean touched;
    boolean heard;
    boolean batched;
    int indexInLoop;
    long deadlineNanos = Long.MAX_VALUE;
    long lastHeardNanos;
    long lastSentNanos;

    /** Who is at the other end and what was agreed before the first packet. */
    record Origin(
            long id,
            boolean server,
            Optional<String> serverName,
            InetSocketAddress remote,
            ConnectionTable.@Nullable ClientChosenId clientChosenId,
            Runnable releaseHandshakePlace) {}

    DirectConnection(DirectLoop loop, QuicheTls tls, Origin origin, @Nullable ConnectionHandler handler) {
        this.loop = loop;
        this.tls = tls;
        this.quiche = tls.address();
        this.id = origin.id();
        this.server = origin.server();
        this.serverName = origin.serverName();
        this.remote = origin.remote();
        this.clientChosenId = origin.clientChosenId();
        this.releaseHandshakePlace = origin.releaseHandshakePlace();
        this.handler = handler;
        this.outbox = new DatagramOutbox(loop.limits().mediaOutbox(), counters);
        this.sourceIds = new SourceIds(this, loop, quiche);
        this.streams = new DirectStreams(this, loop, quiche, server);
    }

    // ---- the loop's side -------------------------------------------------------------------------------------------

    long quiche() {
        return quiche;
    }

    boolean isServer() {
        return server;
    }

    boolean isEstablished() {
        return established;
    }

    SourceIds sourceIds() {
        return sourceIds;
    }

    ConnectionTable.@Nullable ClientChosenId clientChosenId() {
        return clientChosenId;
    }

    void onPacket(long packet, int length, long info, long from, long now) {
        lastHeardNanos = now;
        int result = QuicheCalls.receive(quiche, packet, length, info);
        outboxBlocked = false;
        if (ended) {
            loop.markDirty(this);
            return;
        }
        if (!established) {
            if (tls.runTasks()) {
                loop.markDirty(this);
            }
            if (!QuicheCalls.isEstablished(quiche)) {
                loop.markDirty(this);
                if (result < 0 && result != QuicheLibrary.DONE) {
                    loop.counters().count(EndpointCounters.Event.HANDSHAKE_FAILED);
                }
                return;
            }
            peer.remember(from);
            establish();
        }
        if (!peer.is(from)) {
            followPeer(from);
        }
        if (!drainDatagrams()) {
            streams.read();
            checkPeerClose();
        }
        if (++unacknowledged >= ACK_EVERY || streams.hasPending()) {
            loop.markDirty(this);
        }
    }

    private boolean drainDatagrams() {
        boolean any = false;
        while (!ended) {
            ByteBuf view = loop.datagramView();
            int bytes = QuicheCalls.receiveDatagram(quiche, loop.datagramMemory(), view.capacity());
            if (bytes < 0) {
                break;
            }
            any = true;
            ConnectionHandler current = handler;
            if (current != null) {
                view.setIndex(0, bytes);
                current.onDatagram(this, view);
            }
        }
        if (any) {
            loop.markBatched(this);
        }
        return any;
    }

    private void establish() {
        established = true;
        loop.markDirty(this);
        maxDatagramBytes = Math.max(0, QuicheCalls.maxDatagramBytes(quiche));
        open = true;
        if (server) {
            serverName = Optional.ofNullable(tls.serverName()).map(name -> name.toLowerCase(Locale.ROOT));
        } else {
            peerCertificate = tls.peerCertificate().orElse(null);
        }
        sourceIds.offer();
        loop.established(this);
    }

    /** Writes everything quiche has for this peer into the loop's send batch. */
    void flush(long now) {
        unacknowledged = 0;
        if (established && !outboxBlocked) {
            drainOutbox();
        }
        int mark = largestQueued;
        largestQueued = 0;
        PacketSender sender = loop.sender();
        while (true) {
            int slot = sender.slot();
            int bytes = QuicheCalls.send(quiche, sender.buffer(slot), PacketBatch.BUFFER_BYTES, sender.info(slot));
            if (bytes <= 0) {
                break;
            }
            sender.commit(slot, bytes);
            lastSentNanos = now;
            if (established && !streams.hasPending() && bytes + mark < SURELY_NOT_FULL_BYTES && outbox.isEmpty()) {
                break;
            }
        }
        if (!outbox.isEmpty() && !outboxBlocked) {
            drainOutbox();
            loop.markDirty(this);
        }
        loop.touch(this);
    }

    private void drainOutbox() {
        ByteBuf next;
        while ((next = outbox.peek()) != null) {
            int result =
                    QuicheCalls.sendDatagram(quiche, next.memoryAddress() + next.readerIndex(), next.readableBytes());
            if (result == QuicheLibrary.DONE) {
                outboxBlocked = true;
                return;
            }
            account(result, next.readableBytes());
            outbox.removeFirst();
        }
    }

    private void account(int result, int bytes) {
        if (result >= 0) {
            counters.sent(bytes);
            largestQueued = Math.max(largestQueued, bytes);
        } else {
            counters.dropped(DropCause.TOO_LARGE);
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
        if (!established || ended) {
            return;
        }
        Object[] stats = QuicheCalls.pathStats(quiche);
        if (stats != null) {
            path = QuichePathStats.read(stats);
        }
        maxDatagramBytes = Math.max(0, QuicheCalls.maxDatagramBytes(quiche));
        sourceIds.renew();
        long silent = now - Math.max(lastHeardNanos, lastSentNanos);
        if (silent > keepAliveNanos) {
            loop.sendKeepAlive(this);
        }
    }

    /** quiche gives this connection up, or has drained it: report the end if it wasn't yet. */
    void onNativeClosed() {
        if (!ended) {
            if (!established) {
                loop.counters().count(EndpointCounters.Event.HANDSHAKE_FAILED);
            }
            Object[] error = QuicheCalls.peerError(quiche);
            end(
                    error != null
                            ? closeInfo(error)
                            : new ConnectionHandler.CloseInfo(
                                    false,
                                    QuicheCalls.isTimedOut(quiche),
                                    false,
                                    0,
                                    established ? "" : "handshake failed"));
        }
    }

    private void checkPeerClose() {
        if (ended) {
            return;
        }
        Object[] error = QuicheCalls.peerError(quiche);
        if (error != null) {
            end(closeInfo(error));
        }
    }

    private static ConnectionHandler.CloseInfo closeInfo(Object[] error) {
        String reason = error[2] instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "";
        String printable = reason.replaceAll("\\p{Cntrl}", "?");
        return new ConnectionHandler.CloseInfo(
                true,
                false,
                (Boolean) error[0],
                ((Number) error[1]).longValue(),
                printable.substring(0, Math.min(printable.length(), MAX_REASON_CHARACTERS)));
    }

    private void end(ConnectionHandler.CloseInfo info) {
        ended = true;
        open = false;
        releasePlace();
        outbox.close();
        streams.close();
        loop.ended(this, info);
        ConnectionHandler current = handler;
        if (current != null) {
            current.onClosed(this, info);
        }
    }

    private void releasePlace() {
        if (!loggedIn) {
            loggedIn = true;
            releaseHandshakePlace.run();
        }
    }

    /** After the loop has forgotten this connection. */
    void free() {
        onNativeClosed();
        tls.free();
    }

    @Nullable
    ConnectionHandler handler() {
        return handler;
    }

    void batchEnded() {
        ConnectionHandler current = handler;
        if (current != null && !ended) {
            current.onBatchEnd(this);
        }
    }

    /** The packet came from elsewhere: follow the peer once quiche has migrated to the new path. */
    private void followPeer(long sockaddr) {
        for (int event = QuicheCalls.nextPathEvent(quiche); event >= 0; event = QuicheCalls.nextPathEvent(quiche)) {
            if (event == QuicheLibrary.PATH_EVENT_PEER_MIGRATED) {
                peer.remember(sockaddr);
                remote = SocketAddresses.read(sockaddr);
            }
        }
        loop.markDirty(this);
    }

    // ---- the contract ----------------------------------------------------------------------------------------------

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public Optional<String> serverName() {
        return serverName;
    }

    @Override
    public Optional<byte[]> peerCertificate() {
        return Optional.ofNullable(peerCertificate);
    }

    @Override
    public void handler(ConnectionHandler next) {
        handler = next;
    }

    @Override
    public void maxSignalBytes(int bytes) {
        streams.maxSignalBytes(bytes);
    }

    @Override
    public void loggedIn() {
        execute(this::releasePlace);
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
        int bytes = datagram.readableBytes();
        if (!open) {
            counters.dropped(DropCause.CLOSED);
            return;
        }
        if (outboxBlocked || !outbox.isEmpty()) {
            outbox.offer(datagram);
            return;
        }
        long address = loop.addressOf(datagram);
        int result = QuicheCalls.sendDatagram(quiche, address, bytes);
        if (result == QuicheLibrary.DONE) {
            flush(loop.nanos());
            result = QuicheCalls.sendDatagram(quiche, address, bytes);
            if (result == QuicheLibrary.DONE) {
                outboxBlocked = true;
                outbox.offer(datagram);
                return;
            }
        }
        account(result, bytes);
        loop.markDirty(this);
    }

    @Override
    public void sendSignal(SignalMessage message) {
        runInLoop(() -> streams.queue(message));
    }

    @Override
    public void sendLatest(Slot slot, SignalMessage message) {
        runInLoop(() -> streams.queueLatest(slot, message));
    }

    @Override
    public void sendUnidirectional(byte[] bytes) {
        runInLoop(() -> streams.sendUnidirectional(bytes));
    }

    private void runInLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public void close(CloseReason reason) {
        runInLoop(() -> closeNow(reason));
    }

    private void closeNow(CloseReason reason) {
        if (ended) {
            return;
        }
        streams.write();
        flush(loop.nanos());
        loop.closeNative(this, reason);
        flush(loop.nanos());
        end(new ConnectionHandler.CloseInfo(false, false, true, reason.code(), reason.text()));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int maxDatagramBytes() {
        return maxDatagramBytes;
    }

    @Override
    public OutboxCounters counters() {
        return counters;
    }

    @Override
    public PathStats path() {
        return path;
    }
}
