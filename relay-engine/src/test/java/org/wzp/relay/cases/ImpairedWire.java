package org.wzp.relay.cases;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries UDP between one client and a relay, badly: late, not what is larger than the path, not at all, or so that the client
 * appears at a new address. An address that was left is dead: what is sent there is lost.
 */
final class ImpairedWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<DatagramSocket> opened = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress relay;
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger carried = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();
    private volatile DatagramSocket relaySide;
    private volatile @Nullable SocketAddress client;
    private volatile int mostBytes = MAX_PACKET_BYTES;
    private volatile int lateMillis;
    private volatile int moveEvery;
    private volatile byte[] lastToClient = {};
    private final AtomicInteger moves = new AtomicInteger();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    ImpairedWire(InetSocketAddress relay) throws IOException {
        this.relay = relay;
        this.relaySide = open(InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::carryToRelay);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) clientSide.getLocalSocketAddress();
    }

    /** Each packet is under way for so long, in either direction. */
    void late(int millis) {
        lateMillis = millis;
    }

    /** Larger packets are dropped without a word, both ways. */
    void narrow(int bytes) {
        mostBytes = bytes;
        largest.set(0);
    }

    /** Packets that were too large. */
    int dropped() {
        return dropped.get();
    }

    /** Largest packet that the relay has sent since the path was narrowed, carried or not. */
    int largestFromRelay() {
        return largest.get();
    }

    /** Another relay answers where the first one did. */
    void relayIsNow(InetSocketAddress other) {
        relay = other;
    }

    /** Bytes carried to the relay so far. */
    int carriedToRelay() {
        return carried.get();
    }

    /** The last packet that the client was brought. */
    byte[] lastToClient() {
        return lastToClient;
    }

    /** Brings the client a packet as if it came from the relay. */
    void bring(byte[] packet) throws IOException {
        clientSide.send(new DatagramPacket(packet, packet.length, Objects.requireNonNull(client)));
    }

    /** The client appears at a new address after so many of its packets. */
    void moveEvery(int packets) {
        moveEvery = packets;
    }

    /** Changes of address so far. */
    int moves() {
        return moves.get();
    }

    /** Where the relay has to see the client now. */
    InetSocketAddress relaySide() {
        return (InetSocketAddress) relaySide.getLocalSocketAddress();
    }

    /** The client appears at a new address from its next packet on. */
    void move() throws IOException {
        moveTo(InetAddress.getLoopbackAddress());
    }

    /** The client appears at a new port of that machine from its next packet on. */
    void moveTo(InetAddress host) throws IOException {
        DatagramSocket old = relaySide;
        relaySide = open(host);
        old.close();
        moves.incrementAndGet();
    }

    /** From its next packet on the client writes another one's address on its packets; what is answered, that one gets. */
    void forge(DatagramSocket sender) {
        relaySide = sender;
    }

    private DatagramSocket open(InetAddress host) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, host);
        opened.add(socket);
        Thread.ofVirtual().start(() -> carryToClient(socket));
        return socket;
    }

    private void carryToRelay() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        int count = 0;
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                client = packet.getSocketAddress();
                if (moveEvery > 0 && ++count % moveEvery == 0) {
                    move();
                }
                if (packet.getLength() <= mostBytes) {
                    carried.addAndGet(packet.getLength());
                    send(relaySide, packet, relay);
                } else {
                    dropped.incrementAndGet();
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carryToClient(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                from.receive(packet);
                largest.accumulateAndGet(packet.getLength(), Math::max);
                SocketAddress to = client;
                if (packet.getLength() > mostBytes) {
                    dropped.incrementAndGet();
                } else if (to != null) {
                    lastToClient = Arrays.copyOf(packet.getData(), packet.getLength());
                    send(clientSide, packet, to);
                }
            }
        } catch (IOException e) {
            from.close();
        }
    }

    private void send(DatagramSocket from, DatagramPacket packet, SocketAddress to) throws IOException {
        if (lateMillis == 0) {
            from.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
            return;
        }
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        try {
            var _ = later.schedule(
                    () -> {
                        from.send(new DatagramPacket(bytes, bytes.length, to));
                        return null;
                    },
                    lateMillis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException("the wire is closed", e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        clientSide.close();
        new ArrayList<>(opened).forEach(DatagramSocket::close);
    }
}
