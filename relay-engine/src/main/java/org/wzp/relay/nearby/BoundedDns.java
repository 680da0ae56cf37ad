package org.wzp.relay.nearby;

import java.io.IOException;
import java.net.InetAddress;
import java.net.MulticastSocket;
import javax.jmdns.impl.JmDNSImpl;

/** The library, which reads through a {@link BoundedSocket}. Its thread that reads begins before its constructor has ended. */
final class BoundedDns extends JmDNSImpl {
    private final BoundedSocket front;

    /**
     * @param host label of this machine on the network
     * @param pauseMillis between two packets that are read
     * @throws IOException if the network can't be used
     */
    BoundedDns(InetAddress own, String host, long pauseMillis, BoundedSocket front) throws IOException {
        this.front = front;
        super(own, host, pauseMillis);
    }

    @Override
    public MulticastSocket getSocket() {
        return front.over(super.getSocket());
    }

    /** Packets that it was not given, total. */
    long unread() {
        return front.unread();
    }

    @Override
    public void close() {
        super.close();
        front.close();
    }
}
