package org.wzp.relay.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Carries UDP between one client and a relay, and on demand sends each of the client's packets once more from another address. */
final class CopyingWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Queue<DatagramSocket> opened = new ConcurrentLinkedQueue<>();
    private volatile DatagramSocket relaySide;
    private volatile DatagramSocket copier = elsewhere;
    private final AtomicInteger copies = new AtomicInteger();
    private final AtomicInteger drawnAway = new AtomicInteger();
    private volatile @Nullable SocketAddress client;
    private volatile boolean copying;
    private volatile boolean first;

    CopyingWire(InetSocketAddress relay) throws IOException {
        relaySide = open();
        Thread.ofVirtual().start(() -> carryToRelay(relay));
        Thread.ofVirtual().start(this::keepWhatTheCopierGets);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) clientSide.getLocalSocketAddress();
    }

    /** Where the relay has to see the client. */
    InetSocketAddress relaySide() {
        return (InetSocketAddress) relaySide.getLocalSocketAddress();
    }

    void beginToCopy() {
        copying = true;
    }

    /** The same, each copy before the packet itself, as with a copier who is nearer than the client. */
    void beginToCopyFirst() {
        first = true;
        copying = true;
    }

    /**
     * The client moves, and somebody sends each packet once more with the address on it that the client had before. What is sent
     * to an address that was left is lost.
     */
    void moveAndCopyFromBefore() throws IOException {
        DatagramSocket before = relaySide;
        relaySide = open();
        copier = before;
        copying = true;
    }

    int copies() {
        return copies.get();
    }

    /** Packets that the relay has sent to the other address. */
    int drawnAway() {
        return drawnAway.get();
    }

    private void keepWhatTheCopierGets() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                elsewhere.receive(packet);
                drawnAway.incrementAndGet();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carryToRelay(InetSocketAddress relay) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                client = packet.getSocketAddress();
                boolean copied = copying;
                if (copied && first) {
                    copy(packet, relay);
                }
                relaySide.send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
                if (copied && !first) {
                    copy(packet, relay);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private void copy(DatagramPacket packet, InetSocketAddress relay) throws IOException {
        copier.send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
        copies.incrementAndGet();
    }

    private DatagramSocket open() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        opened.add(socket);
        Thread.ofVirtual().start(() -> carryToClient(socket));
        return socket;
    }

    private void carryToClient(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                from.receive(packet);
                SocketAddress to = client;
                if (to != null && from == relaySide) {
                    clientSide.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        clientSide.close();
        opened.forEach(DatagramSocket::close);
        elsewhere.close();
    }
}
