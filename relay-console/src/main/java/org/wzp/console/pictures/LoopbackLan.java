package org.wzp.console.pictures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.wzp.relay.nearby.Announcement;
import org.wzp.relay.nearby.DnsSd;
import org.wzp.relay.nearby.JmdnsLan;

/** Announces relays of this machine to each other, by the real library, over multicast that stays on loopback. */
public final class LoopbackLan implements DnsSd {
    private final JmdnsLan real = new JmdnsLan();
    private final String name;

    /** @param name what the relay calls itself; all relays of one machine would have the machine's */
    public LoopbackLan(String name) {
        this.name = name;
    }

    @Override
    public boolean suits(InetSocketAddress listening) {
        return true;
    }

    @Override
    public List<InetAddress> networks(InetSocketAddress listening) {
        return List.of(InetAddress.getLoopbackAddress());
    }

    @Override
    public Network open(InetAddress own, Announcement announcement) throws IOException {
        return real.open(own, new Announcement(name, announcement.fingerprint(), announcement.port()));
    }
}
