package org.wzp.relay.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Carries UDP between a relay that dials and one that is dialled; can be cut and healed. */
final class LinkWire implements AutoCloseable {
    private static final int MAX_PACKET_BYTES = 2_048;

    private final DatagramSocket diallerSide;
    private final DatagramSocket relaySide;
    private volatile @Nullable SocketAddress dialler;
    private boolean cut;

    LinkWire(InetSocketAddress relay) {
        try {
            diallerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            relaySide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> carry(diallerSide, relaySide, relay));
        Thread.ofVirtual().start(() -> carry(relaySide, diallerSide, null));
    }

    String url() {
        return "127.0.0.1:" + diallerSide.getLocalPort();
    }

    private void carry(DatagramSocket from, DatagramSocket onto, @Nullable SocketAddress fixed) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        try {
            while (true) {
                packet.setLength(MAX_PACKET_BYTES);
                from.receive(packet);
                if (from == diallerSide) {
                    dialler = packet.getSocketAddress();
                }
                SocketAddress to = fixed == null ? dialler : fixed;
                carryOn(onto, packet, to);
            }
        } catch (IOException e) {
            onto.close();
        }
    }

    private synchronized void carryOn(DatagramSocket onto, DatagramPacket packet, @Nullable SocketAddress to)
            throws IOException {
        if (!cut && to != null) {
            onto.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
        }
    }

    /** Once this returns, nothing leaves it any more. */
    synchronized void cut() {
        cut = true;
    }

    synchronized void heal() {
        cut = false;
    }

    @Override
    public void close() {
        diallerSide.close();
        relaySide.close();
    }
}
