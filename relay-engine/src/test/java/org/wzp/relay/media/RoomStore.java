package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.MediaHeader;

/**
 * Where a packet learns who hears it: what the relay does, and the two designs that it replaces (concurrency design,
 * section 6). For measurements; {@link RoomStores} drives them.
 */
abstract sealed class RoomStore {
    final Waits waits = new Waits();

    abstract void join(String room, Participant participant);

    abstract void leave(String room, Participant participant);

    abstract void forward(String room, Participant sender, ByteBuf packet);

    /** Somebody looks at a room for so long. */
    abstract void look(String room, Runnable slowly);

    /** How often and how long a packet's way was barred. */
    static final class Waits {
        private final LongAdder contended = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void lock(Lock lock) {
            if (!lock.tryLock()) {
                long before = System.nanoTime();
                lock.lock();
                contended.increment();
                nanos.add(System.nanoTime() - before);
            }
        }

        long contended() {
            return contended.sum();
        }

        long nanos() {
            return nanos.sum();
        }
    }

    private static void toOthers(List<Participant> members, Participant sender, ByteBuf packet) {
        for (Participant member : members) {
            if (member != sender) {
                member.send(packet);
            }
        }
    }

    private static void storeReport(Participant sender, ByteBuf packet) {
        if (MediaHeader.hasReport(packet)) {
            sender.quality().store(MediaHeader.packedReport(packet));
        }
    }

    /** One lock around report handling and participant listing, for all rooms: the reference's first form. */
    static final class SingleLock extends RoomStore {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, List<Participant>> rooms = new HashMap<>();

        @Override
        void join(String room, Participant participant) {
            change(room, participant, true);
        }

        @Override
        void leave(String room, Participant participant) {
            change(room, participant, false);
        }

        private void change(String room, Participant participant, boolean in) {
            waits.lock(lock);
            try {
                List<Participant> members = rooms.computeIfAbsent(room, name -> new ArrayList<>());
                var _ = in ? members.add(participant) : members.remove(participant);
            } finally {
                lock.unlock();
            }
        }

        @Override
        void forward(String room, Participant sender, ByteBuf packet) {
            List<Participant> members;
            waits.lock(lock);
            try {
                storeReport(sender, packet);
                members = List.copyOf(rooms.getOrDefault(room, List.of()));
            } finally {
                lock.unlock();
            }
            toOthers(members, sender, packet);
        }

        @Override
        void look(String room, Runnable slowly) {
            lock.lock();
            try {
                slowly.run();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A reader-writer lock for each of 64 shards of the rooms: the reference after its first refactoring. */
    static final class Sharded extends RoomStore {
        private static final int SHARDS = 64;
        private final List<Shard> shards = new ArrayList<>();

        private static final class Shard {
            private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            private final Map<String, List<Participant>> rooms = new HashMap<>();
        }

        Sharded() {
            for (int i = 0; i < SHARDS; i++) {
                shards.add(new Shard());
            }
        }

        private Shard shard(String room) {
            return shards.get(Math.floorMod(room.hashCode(), SHARDS));
        }

        @Override
        void join(String room, Participant participant) {
            change(room, participant, true);
        }

        @Override
        void leave(String room, Participant participant) {
            change(room, participant, false);
        }

        private void change(String room, Participant participant, boolean in) {
            Shard shard = shard(room);
            waits.lock(shard.lock.writeLock());
            try {
                List<Participant> members = shard.rooms.computeIfAbsent(room, name -> new ArrayList<>());
                var _ = in ? members.add(participant) : members.remove(participant);
            } finally {
                shard.lock.writeLock().unlock();
            }
        }

        @Override
        void forward(String room, Participant sender, ByteBuf packet) {
            Shard shard = shard(room);
            if (MediaHeader.hasReport(packet)) {
                waits.lock(shard.lock.writeLock());
                try {
                    storeReport(sender, packet);
                } finally {
                    shard.lock.writeLock().unlock();
                }
            }
            List<Participant> members;
            waits.lock(shard.lock.readLock());
            try {
                members = List.copyOf(shard.rooms.getOrDefault(room, List.of()));
            } finally {
                shard.lock.readLock().unlock();
            }
            toOthers(members, sender, packet);
        }

        @Override
        void look(String room, Runnable slowly) {
            Lock lock = shard(room).lock.writeLock();
            lock.lock();
            try {
                slowly.run();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The relay's own: {@link RoomDirectory} and {@link MediaForwarder} as they run. */
    static final class Snapshot extends RoomStore {
        final LockLedger ledger = LockLedger.system();
        private final MediaForwarder fanOut = new MediaForwarder(System::nanoTime);
        private final Map<String, Room> kept = new ConcurrentHashMap<>();
        private final RoomDirectory directory =
                new RoomDirectory(() -> Instant.EPOCH, ledger, new RoomDirectory.Listener() {});

        @Override
        void join(String room, Participant participant) {
            if (directory.join(room, participant, People.OPEN) instanceof RoomDirectory.JoinOutcome.Joined joined) {
                kept.put(room, joined.room());
            }
        }

        @Override
        void leave(String room, Participant participant) {
            var _ = directory.remove(participant, LeaveReason.LEFT);
        }

        @Override
        void forward(String room, Participant sender, ByteBuf packet) {
            fanOut.fromParticipant(sender, packet);
        }

        @Override
        void look(String room, Runnable slowly) {
            Room looked = kept.get(room);
            if (looked != null && looked.membership().size() >= 0) {
                slowly.run();
            }
        }
    }
}
