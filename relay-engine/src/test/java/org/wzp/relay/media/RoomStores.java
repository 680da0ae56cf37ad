package org.wzp.relay.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.wzp.relay.contention.HotPathGuard;
import org.wzp.relay.room.CountingEgress;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.People;
import org.wzp.relay.wire.QualityReport;

/** Drives a {@link RoomStore} with threads that own senders, as event loops do. {@link #main} prints the comparison. */
final class RoomStores {
    private static final long HOLD_NANOS = 1_000_000L;
    private static final long HOLD_EVERY_NANOS = 5_000_000L;
    private static final long CHURN_EVERY_NANOS = 5_000_000L;
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long RUN_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private RoomStores() {}

    /**
     * @param reportEvery every so many packets of a sender carry a quality report
     * @param packetsPerSecond of each sender; 0 for as fast as it goes
     * @param churns whether somebody joins and leaves 200 times a second
     * @param holdsFirstRoom whether somebody looks at the first room for 1 ms every 5 ms; it then carries no media
     */
    record Scenario(
            String name,
            int rooms,
            int people,
            int reportEvery,
            int packetsPerSecond,
            boolean churns,
            boolean holdsFirstRoom) {}

    /** What one run came to; times in microseconds. */
    record Findings(
            long packets,
            double perSecond,
            double p50,
            double p99,
            double tail,
            double contendedPerThousand,
            double waitMillisPerSecond) {}

    private record Sender(String room, Participant participant) {}

    static Findings run(RoomStore store, Scenario scenario, int threads, long nanos) throws InterruptedException {
        People people = new People();
        List<List<Sender>> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            senders.add(new ArrayList<>());
        }
        for (int r = 0; r < scenario.rooms(); r++) {
            for (int p = 0; p < scenario.people(); p++) {
                Participant participant = people.stranger(new CountingEgress());
                store.join("room " + r, participant);
                if (r > 0 || !scenario.holdsFirstRoom()) {
                    senders.get((r * scenario.people() + p) % threads).add(new Sender("room " + r, participant));
                }
            }
        }
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ready = new CountDownLatch(threads);
        List<Histogram> times = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (List<Sender> mine : senders) {
            Histogram histogram = new Histogram(LONGEST_NANOS, 3);
            times.add(histogram);
            Thread thread = new HotPathGuard.MediaThread(
                    () -> {
                        ready.countDown();
                        send(store, scenario, mine, histogram, over);
                    },
                    "sender " + times.size());
            thread.start();
            running.add(thread);
        }
        ready.await();
        if (scenario.churns()) {
            running.add(every(CHURN_EVERY_NANOS, over, () -> {
                Participant guest = people.stranger(new CountingEgress());
                store.join("room 0", guest);
                store.leave("room 0", guest);
            }));
        }
        if (scenario.holdsFirstRoom()) {
            running.add(every(HOLD_EVERY_NANOS, over, () -> store.look("room 0", () -> spin(HOLD_NANOS))));
        }
        long began = System.nanoTime();
        LockSupport.parkNanos(nanos);
        while (System.nanoTime() - began < nanos) {
            LockSupport.parkNanos(nanos / 100);
        }
        over.set(true);
        for (Thread thread : running) {
            thread.join();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        times.forEach(all::add);
        long packets = all.getTotalCount();
        return new Findings(
                packets,
                packets / seconds,
                all.getValueAtPercentile(50) / 1e3,
                all.getValueAtPercentile(99) / 1e3,
                all.getValueAtPercentile(99.9) / 1e3,
                store.waits.contended() * 1e3 / packets,
                store.waits.nanos() / 1e6 / seconds);
    }

    private static void send(
            RoomStore store, Scenario scenario, List<Sender> senders, Histogram times, AtomicBoolean over) {
        ByteBuf plain = Packets.plain(1);
        ByteBuf withReport = Packets.withReport(1, new QualityReport(7, 30, 10, 200));
        long gap = scenario.packetsPerSecond() == 0 || senders.isEmpty()
                ? 0
                : 1_000_000_000L / scenario.packetsPerSecond() / senders.size();
        long next = System.nanoTime();
        for (long round = 0; !over.get() && !senders.isEmpty(); round++) {
            for (Sender sender : senders) {
                ByteBuf packet = round % scenario.reportEvery() == 0 ? withReport : plain;
                long before = System.nanoTime();
                store.forward(sender.room(), sender.participant(), packet);
                times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - before));
                next += gap;
                if (gap > 0) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
        }
    }

    private static Thread every(long periodNanos, AtomicBoolean over, Runnable task) {
        return Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                task.run();
                LockSupport.parkNanos(periodNanos);
            }
        });
    }

    private static void spin(long nanos) {
        for (long began = System.nanoTime(); System.nanoTime() - began < nanos; ) {
            Thread.onSpinWait();
        }
    }

    /** Prints the table of the module's README. */
    public static void main(String[] arguments) throws InterruptedException {
        List<Scenario> scenarios = List.of(
                new Scenario("10 x 5", 10, 5, 50, 0, false, false),
                new Scenario("1 x 100", 1, 100, 50, 0, false, false),
                new Scenario("1 x 100, a report on each packet", 1, 100, 1, 0, false, false),
                new Scenario("1000 x 3", 1000, 3, 50, 0, false, false),
                new Scenario("10 x 5, 200 joins and leaves a second", 10, 5, 50, 0, true, false),
                new Scenario("10 x 5 at 50 a second, one room held 1 ms", 10, 5, 50, 50, false, true));
        List<Supplier<RoomStore>> designs =
                List.of(RoomStore.SingleLock::new, RoomStore.Sharded::new, RoomStore.Snapshot::new);
        for (Supplier<RoomStore> design : designs) {
            Findings warm = run(design.get(), scenarios.getFirst(), 2, WARM_UP_NANOS);
            System.out.printf(Locale.ROOT, "warmed up with %d packets%n", warm.packets());
        }
        System.out.println("| Scenario | Threads | Store | packets/s | p50 us | p99 us | p99.9 us | contended per 1000"
                + " | waited ms/s |");
        for (Scenario scenario : scenarios) {
            for (int threads : new int[] {1, 2, 4}) {
                for (Supplier<RoomStore> design : designs) {
                    RoomStore store = design.get();
                    Findings found = run(store, scenario, threads, RUN_NANOS);
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %s | %.0f | %.2f | %.2f | %.2f | %.3f | %.2f |%n",
                            scenario.name(),
                            threads,
                            store.getClass().getSimpleName(),
                            found.perSecond(),
                            found.p50(),
                            found.p99(),
                            found.tail(),
                            found.contendedPerThousand(),
                            found.waitMillisPerSecond());
                }
            }
        }
    }
}
