package org.wzp.relay.media;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.PacketWatch;
import org.wzp.relay.api.Person;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;

/**
 * Begins and ends the watch over packets, one at a time: a new one ends the one before. The last one can be read until then.
 * Commands begin one, the sweep ends it, any thread reads.
 */
public final class PacketWatches implements Runnable {
    /** However few packets come. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private record Watch(long id, PacketRing ring, Instant begun, String room, Optional<Person> person, int most) {
        Instant until() {
            return begun.plus(LONGEST);
        }
    }

    private final MediaForwarder forwarder;
    private final RelayTime time;
    private final AtomicReference<@Nullable Watch> newest = new AtomicReference<>();

    public PacketWatches(MediaForwarder forwarder, RelayTime time) {
        this.forwarder = forwarder;
        this.time = time;
    }

    /**
     * Watches the next packets of a room, or of one person there. One command at a time.
     *
     * @return when it ends at the latest
     */
    public Instant begin(Room room, Optional<Participant> person, int most) {
        long now = time.nanos().getAsLong();
        PacketRing ring = new PacketRing(room, person.orElse(null), most, now, now + LONGEST.toNanos());
        Watch before = newest.get();
        Watch begun = new Watch(
                before == null ? 1 : before.id() + 1,
                ring,
                time.wall().instant(),
                room.name(),
                person.map(one -> new Person(one.fingerprint(), one.shownAlias())),
                most);
        newest.set(begun);
        forwarder.watch(ring);
        return begun.until();
    }

    /**
     * The newest watch; empty before the first.
     *
     * @param from number of the first packet that is wanted, counted from 1
     */
    public Optional<PacketWatch> read(int from) {
        Watch watch = newest.get();
        if (watch == null) {
            return Optional.empty();
        }
        boolean over = watch.ring().isOver(time.nanos().getAsLong());
        return Optional.of(new PacketWatch(
                watch.id(),
                watch.room(),
                watch.person(),
                watch.most(),
                watch.until(),
                over,
                List.copyOf(watch.ring().packets(from, watch.begun()))));
    }

    /** Takes a watch that is over off the packets' way. The sweep's. */
    @Override
    public void run() {
        Watch watch = newest.get();
        if (watch != null && watch.ring().isOver(time.nanos().getAsLong())) {
            forwarder.unwatch(watch.ring());
        }
    }
}
