package org.wzp.relay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.relay.room.People.OPEN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wzp.relay.api.LeaveReason;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.MediaRecipients;
import org.wzp.relay.loop.MediaRing;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.room.SilentEgress;
import org.wzp.relay.wire.CodecId;
import org.wzp.relay.wire.MediaHeader;

/**
 * Random histories of joins, leaves and talk over four loops, with the real directory, memberships, forwarder and rings. The
 * loops are simulated: a seeded scheduler says whose turn is when, so that a history that fails can be run again; and a
 * shorter run has four real threads.
 */
@Timeout(600)
class LoopHistoriesTest {
    private static final int LOOPS = 4;
    private static final int HISTORIES = 10_000;
    private static final int STEPS = 250;
    private static final int ROOMS = 3;
    private static final long SEED = Long.getLong("wzp.seed", new Random().nextLong());

    private final RoomDirectory directory =
            new RoomDirectory(() -> Instant.EPOCH, LockLedger.system(), new RoomDirectory.Listener() {});
    private final People people = new People();
    private final MediaForwarder forwarder = new MediaForwarder(() -> 1);

    /** A packet that says who sent it, where, and its number among the sender's. */
    private static ByteBuf packet(long sender, int room, long number) {
        ByteBuf packet = Unpooled.buffer();
        MediaHeader.source(CodecId.OPUS_24K, (int) number & 0xffff, number * 20).write(packet);
        return packet.writeLong(sender).writeInt(room).writeLong(number);
    }

    private record Word(long sender, int room, long number) {
        static Word of(ByteBuf packet) {
            int at = packet.readerIndex() + MediaHeader.BYTES;
            return new Word(packet.getLong(at), packet.getInt(at + 8), packet.getLong(at + 12));
        }
    }

    /** Four loops with a ring for each ordered pair, as an endpoint has them. */
    private static final class Group {
        final List<SimulatedLoop> loops = new ArrayList<>();

        Group() {
            for (int i = 0; i < LOOPS; i++) {
                loops.add(new SimulatedLoop(this, i));
            }
        }
    }

    private static final class SimulatedLoop implements EventLoop {
        private final Group group;
        private final int index;
        final MediaRing[] from = new MediaRing[LOOPS];
        final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        long copiesOffered;
        /** What is sent now comes from another loop. */
        boolean delivering;

        SimulatedLoop(Group group, int index) {
            this.group = group;
            this.index = index;
            for (int i = 0; i < LOOPS; i++) {
                from[i] = new MediaRing();
            }
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void handOff(EventLoop to, ByteBuf packet, MediaRecipients recipients, @Nullable Object except) {
            copiesOffered += recipients.copies(except);
            var _ = group.loops.get(((SimulatedLoop) to).index).from[index].offer(packet, recipients, except, 1);
        }

        void turn() {
            delivering = true;
            for (MediaRing ring : from) {
                for (int waiting = ring.size(); waiting > 0; waiting--) {
                    assertThat(ring.deliverOne()).isTrue();
                }
            }
            delivering = false;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        long dropped() {
            long all = 0;
            for (MediaRing ring : from) {
                all += ring.droppedCopies();
            }
            return all;
        }
    }

    /** Somebody's end of a connection: on its loop only. */
    private static final class Listener extends SilentEgress {
        final List<Word> heard = new ArrayList<>();
        final Map<Long, Long> newest = new HashMap<>();
        /** Copies that came after the connection had ended. */
        long late;

        /** Copies that found a full ring, as it was told; by any thread. */
        final AtomicLong lost = new AtomicLong();

        boolean open = true;

        @Nullable
        String fault;

        private final int room;
        private final boolean keeps;
        long self;
        /** Copies that came from another loop, the late ones among them. */
        long fromElsewhere;

        private final SimulatedLoop here;

        Listener(EventLoop loop, int room, boolean keeps) {
            super(loop);
            this.here = (SimulatedLoop) loop;
            this.room = room;
            this.keeps = keeps;
        }

        @Override
        public void lost() {
            lost.incrementAndGet();
        }

        @Override
        public void send(ByteBuf packet) {
            Word word = Word.of(packet);
            if (here.delivering) {
                fromElsewhere++;
            }
            if (!open) {
                late++;
                return;
            }
            Long before = newest.put(word.sender(), word.number());
            if (word.room() != room || word.sender() == self || (before != null && before >= word.number())) {
                fault = this + " in room " + room + " heard " + word + " after number " + before;
            }
            if (keeps) {
                heard.add(word);
            }
        }
    }

    /** One history, checked against what memberships were at each packet. */
    private final class History {
        private final Random random;
        private final Group group;
        private final List<Participant> present = new ArrayList<>();
        private final Map<Participant, Integer> rooms = new HashMap<>();
        private final Map<Participant, Long> said = new HashMap<>();
        private final Map<Participant, List<Word>> expected = new HashMap<>();
        private final Map<Participant, Deque<Word>> underWay = new HashMap<>();
        private final List<Participant> everybody = new ArrayList<>();
        private final Map<Long, EventLoop> homes = new HashMap<>();
        private final String prefix;
        private long copies;
        private long lost;

        History(long seed, Group group) {
            this.random = new Random(seed);
            this.group = group;
            this.prefix = "history " + seed + " room ";
        }

        private Listener listener(Participant participant) {
            return (Listener) participant.egress();
        }

        void run() {
            long droppedBefore =
                    group.loops.stream().mapToLong(SimulatedLoop::dropped).sum();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1 -> join();
                    case 2 -> leave();
                    case 3, 4 -> turn(group.loops.get(random.nextInt(LOOPS)));
                    default -> talk();
                }
            }
            group.loops.forEach(this::turn);
            long received = 0;
            for (Participant participant : everybody) {
                Listener listener = listener(participant);
                assertThat(listener.fault).isNull();
                assertThat(listener.heard).isEqualTo(expected.get(participant));
                received += listener.heard.size() + listener.late;
            }
            long dropped =
                    group.loops.stream().mapToLong(SimulatedLoop::dropped).sum() - droppedBefore;
            assertThat(dropped).isEqualTo(lost);
            assertThat(everybody.stream()
                            .mapToLong(each -> listener(each).lost.get())
                            .sum())
                    .isEqualTo(lost);
            assertThat(received + dropped).isEqualTo(copies);
            List.copyOf(present).forEach(this::remove);
            assertThat(directory.rooms()).isEmpty();
        }

        private void join() {
            int room = random.nextInt(ROOMS);
            Listener listener = new Listener(group.loops.get(random.nextInt(LOOPS)), room, true);
            Participant participant = people.stranger(listener);
            listener.self = participant.id();
            assertThat(directory.join(prefix + room, participant, OPEN))
                    .isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
            present.add(participant);
            everybody.add(participant);
            homes.put(participant.id(), participant.loop());
            rooms.put(participant, room);
            said.put(participant, 0L);
            expected.put(participant, new ArrayList<>());
            underWay.put(participant, new ArrayDeque<>());
        }

        private void leave() {
            if (!present.isEmpty()) {
                remove(present.get(random.nextInt(present.size())));
            }
        }

        /** What is under way to it is counted as late by its connection. */
        private void remove(Participant participant) {
            assertThat(directory.remove(participant, LeaveReason.LEFT)).isTrue();
            listener(participant).open = false;
            present.remove(participant);
            underWay.get(participant).clear();
        }

        private void talk() {
            if (present.isEmpty()) {
                return;
            }
            Participant sender = present.get(random.nextInt(present.size()));
            // now and then more than a ring takes
            int packets = random.nextInt(400) == 0 ? 600 : random.nextInt(1, 4);
            for (int i = 0; i < packets; i++) {
                say(sender);
            }
        }

        private void say(Participant sender) {
            int room = rooms.get(sender);
            long number = said.merge(sender, 1L, Long::sum);
            Word word = new Word(sender.id(), room, number);
            SimulatedLoop here = (SimulatedLoop) sender.loop();
            boolean[] full = new boolean[LOOPS];
            for (int i = 0; i < LOOPS; i++) {
                full[i] = group.loops.get(i).from[here.index].size() == MediaRing.BOUND;
            }
            for (Participant other : present) {
                if (other != sender && rooms.get(other) == room) {
                    copies++;
                    SimulatedLoop there = (SimulatedLoop) other.loop();
                    if (there == here) {
                        expected.get(other).add(word);
                    } else if (full[there.index]) {
                        lost++;
                    } else {
                        underWay.get(other).add(word);
                    }
                }
            }
            forwarder.fromParticipant(sender, packet(sender.id(), room, number));
        }

        /** What was under way arrives: those of each sending loop in their order, one loop after the other. */
        private void turn(SimulatedLoop loop) {
            for (Participant participant : present) {
                if (participant.loop() == loop) {
                    for (SimulatedLoop from : group.loops) {
                        for (Word word : underWay.get(participant)) {
                            if (homes.get(word.sender()) == from) {
                                expected.get(participant).add(word);
                            }
                        }
                    }
                    underWay.get(participant).clear();
                }
            }
            loop.turn();
        }
    }

    @Test
    void inTenThousandHistoriesEachCopyArrivesOnceOrIsCounted() {
        Random seeds = new Random(SEED);
        Group group = new Group();
        long lost = 0;
        long copies = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = seeds.nextLong();
            History history = new History(seed, group);
            try {
                history.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("history " + i + " of seed " + SEED + " (-Dwzp.seed): " + seed, e);
            }
            lost += history.lost;
            copies += history.copies;
        }
        System.out.println("seed " + SEED + ": " + copies + " copies in " + HISTORIES + " histories, " + lost
                + " of them found a full ring");
        assertThat(copies).isGreaterThan(HISTORIES * 100L);
        assertThat(lost).isPositive();
    }

    /** On each loop's thread somebody comes, goes or talks all the time; the sum of what was offered is what came or was counted. */
    @Test
    void overFourThreadsEachCopyArrivesOnceOrIsCounted() throws InterruptedException {
        Group group = new Group();
        int rounds = 60_000;
        AtomicInteger talking = new AtomicInteger(LOOPS);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ConcurrentLinkedQueue<Participant> everybody = new ConcurrentLinkedQueue<>();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, LOOPS)
                .mapToObj(index -> Thread.ofPlatform().start(() -> {
                    try {
                        begin.await();
                        SimulatedLoop loop = group.loops.get(index);
                        Random random = new Random(SEED + index);
                        List<Participant> mine = new ArrayList<>();
                        Map<Participant, Long> said = new HashMap<>();
                        for (int round = 0; round < rounds; round++) {
                            if (mine.size() < 6 && random.nextInt(20) == 0) {
                                Listener listener = new Listener(loop, random.nextInt(ROOMS), false);
                                Participant coming = people.stranger(listener);
                                listener.self = coming.id();
                                assertThat(directory.join("room " + listener.room, coming, OPEN))
                                        .isInstanceOf(RoomDirectory.JoinOutcome.Joined.class);
                                mine.add(coming);
                                everybody.add(coming);
                            } else if (!mine.isEmpty() && random.nextInt(100) == 0) {
                                Participant going = mine.remove(random.nextInt(mine.size()));
                                assertThat(directory.remove(going, LeaveReason.LEFT))
                                        .isTrue();
                                ((Listener) going.egress()).open = false;
                            } else if (!mine.isEmpty()) {
                                Participant sender = mine.get(random.nextInt(mine.size()));
                                long number = said.merge(sender, 1L, Long::sum);
                                forwarder.fromParticipant(
                                        sender, packet(sender.id(), ((Listener) sender.egress()).room, number));
                            }
                            if (round % 16 == 0) {
                                loop.turn();
                            }
                        }
                        talking.decrementAndGet();
                        while (talking.get() > 0) {
                            loop.turn();
                        }
                        loop.turn();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                        talking.decrementAndGet();
                    }
                }))
                .toList();
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
        for (Participant participant : everybody) {
            assertThat(((Listener) participant.egress()).fault).isNull();
        }
        long offered =
                group.loops.stream().mapToLong(loop -> loop.copiesOffered).sum();
        long dropped = group.loops.stream().mapToLong(SimulatedLoop::dropped).sum();
        long came = everybody.stream()
                .map(participant -> (Listener) participant.egress())
                .mapToLong(listener -> listener.fromElsewhere)
                .sum();
        assertThat(offered).isGreaterThan(100_000);
        assertThat(came + dropped).isEqualTo(offered);
        assertThat(everybody.stream()
                        .mapToLong(each -> ((Listener) each.egress()).lost.get())
                        .sum())
                .isEqualTo(dropped);
    }
}
