package org.wzp.relay.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Carries UDP between one client and a relay, and on demand sends each of the client's packets once more from another address. */
final class CopyingWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket relaySide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger copies = new AtomicInteger();
    private volatile @Nullable SocketAddress client;
    private volatile boolean copying;
    private volatile boolean late;

    CopyingWire(InetSocketAddress relay) throws IOException {
        Thread.ofVirtual().start(() -> carryToRelay(relay));
        Thread.ofVirtual().start(this::carryToClient);
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

    /** The same, each copy behind the client's next packet, so that it is never the first to arrive. */
    void beginToCopyLate() {
        late = true;
        copying = true;
    }

    int copies() {
        return copies.get();
    }

    private void carryToRelay(InetSocketAddress relay) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        byte[] before = {};
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                client = packet.getSocketAddress();
                relaySide.send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
                byte[] now = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] copy = late ? before : now;
                if (copying && copy.length > 0) {
                    elsewhere.send(new DatagramPacket(copy, copy.length, relay));
                    copies.incrementAndGet();
                }
                before = now;
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carryToClient() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                relaySide.receive(packet);
                SocketAddress to = client;
                if (to != null) {
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
        relaySide.close();
        elsewhere.close();
    }
}
