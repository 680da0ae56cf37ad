package org.wzp.relay.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries UDP between one client and a relay; once told to, each of the client's packets comes from another address. */
public final class RovingWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<DatagramSocket> relaySides = new ArrayList<>();
    private volatile @Nullable SocketAddress client;
    private volatile boolean roving;
    private volatile long moves;

    public RovingWire(InetSocketAddress relay, int addresses) throws IOException {
        for (int i = 0; i < addresses; i++) {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            relaySides.add(socket);
            Thread.ofVirtual().start(() -> carryToClient(socket));
        }
        Thread.ofVirtual().start(() -> carryToRelay(relay));
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) clientSide.getLocalSocketAddress();
    }

    public void rove() {
        roving = true;
    }

    /** Packets that came from another address than the one before. */
    public long moves() {
        return moves;
    }

    private void carryToRelay(InetSocketAddress relay) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        long count = 0;
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                client = packet.getSocketAddress();
                if (roving) {
                    moves = ++count;
                }
                relaySides
                        .get((int) (count % relaySides.size()))
                        .send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
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
        relaySides.forEach(DatagramSocket::close);
    }
}
