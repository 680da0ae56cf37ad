package org.wzp.relay.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Carries UDP between one client and a relay until it is cut: to both ends the other one has died without a word. */
final class CuttableWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket relaySide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final SocketAddress relay;
    private volatile @Nullable SocketAddress client;

    CuttableWire(InetSocketAddress relay) throws IOException {
        this.relay = relay;
        Thread.ofVirtual().start(this::carryToRelay);
        Thread.ofVirtual().start(this::carryToClient);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) clientSide.getLocalSocketAddress();
    }

    private void carryToRelay() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                client = packet.getSocketAddress();
                relaySide.send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
            }
        } catch (IOException e) {
            relaySide.close();
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
            clientSide.close();
        }
    }

    void cut() {
        clientSide.close();
        relaySide.close();
    }

    @Override
    public void close() {
        cut();
    }
}
