package org.wzp.relay.nearby;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wzp.relay.wire.Bytes;

/** A network in memory: whoever is announced on it is heard by all others on it, at once. Any thread. */
final class MemoryLan implements DnsSd {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<Place> places = new CopyOnWriteArrayList<>();

    private final class Place implements Network {
        private final Announcement announcement;

        Place(Announcement announcement) {
            this.announcement = announcement;
        }

        @Override
        public void ask() {
            // everybody is heard without
        }

        @Override
        public List<Heard> heard(int most) {
            return places.stream()
                    .map(place -> new Heard(
                            LOOPBACK,
                            List.of(LOOPBACK),
                            place.announcement.port(),
                            Bytes.of(Sent.text(place.announcement)),
                            Duration.ZERO))
                    .limit(most)
                    .toList();
        }

        @Override
        public long keptBytes() {
            return 0;
        }

        @Override
        public long unread() {
            return 0;
        }

        @Override
        public void close() {
            places.remove(this);
        }
    }

    int announced() {
        return places.size();
    }

    @Override
    public boolean suits(InetSocketAddress listening) {
        return true;
    }

    @Override
    public List<InetAddress> networks(InetSocketAddress listening) {
        return List.of(LOOPBACK);
    }

    @Override
    public Network open(InetAddress own, Announcement announcement) {
        Place place = new Place(announcement);
        places.add(place);
        return place;
    }
}
