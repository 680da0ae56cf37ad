package org.wzp.relay.monitor;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.admission.SessionObserver;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.wire.SocketAddressText;

/**
 * Identities that came again from another address while they were in the room, so that the older connection was closed.
 * People who change networks do that, and so does a thief of a key. Loops report, the engine thread asks.
 */
public final class Takeovers implements SessionObserver {
    /** As long as an operator who has just heard of it may want to look. */
    private static final long SHOWN_NANOS = 600_000_000_000L;

    private final RelayTime time;
    private final EventBus events;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Last last;

    private record Last(Notice.TakenOver notice, long atNanos) {}

    public Takeovers(RelayTime time, EventBus events) {
        this.time = time;
        this.events = events;
    }

    @Override
    public void replaced(Participant older, Participant newer) {
        InetSocketAddress before = older.egress().remoteAddress();
        InetSocketAddress now = newer.egress().remoteAddress();
        Room room = newer.room();
        if (room == null || before.getAddress().equals(now.getAddress())) {
            return;
        }
        count.getAndIncrement();
        String from = SocketAddressText.of(before).text();
        String to = SocketAddressText.of(now).text();
        last = new Last(
                new Notice.TakenOver(newer.shownName(), room.name(), from, to),
                time.nanos().getAsLong());
        events.offer(new RelayEvent.TakenOver(
                time.wall().instant(), room.name(), newer.id(), newer.shownAlias(), newer.fingerprint(), from, to));
    }

    public long count() {
        return count.get();
    }

    /** The newest, while it is news. */
    public Optional<Notice.TakenOver> recent() {
        Last newest = last;
        return newest == null || time.nanos().getAsLong() - newest.atNanos > SHOWN_NANOS
                ? Optional.empty()
                : Optional.of(newest.notice);
    }
}
