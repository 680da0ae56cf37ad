package org.wzp.relay.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries UDP from clients to a relay and nothing back. */
final class OneWayWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket relaySide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger packets = new AtomicInteger();

    OneWayWire(InetSocketAddress relay) throws IOException {
        Thread.ofVirtual().start(() -> carry(relay));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) clientSide.getLocalSocketAddress();
    }

    /** Carried so far. */
    int packets() {
        return packets.get();
    }

    private void carry(InetSocketAddress relay) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                clientSide.receive(packet);
                relaySide.send(new DatagramPacket(packet.getData(), packet.getLength(), relay));
                packets.incrementAndGet();
            }
        } catch (IOException e) {
            relaySide.close();
        }
    }

    @Override
    public void close() {
        clientSide.close();
        relaySide.close();
    }
}
