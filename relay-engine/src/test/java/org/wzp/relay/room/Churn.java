package org.wzp.relay.room;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.wzp.relay.api.LeaveReason;

/** Threads that join, kick each other and leave, all in one room, and a check after every join. */
final class Churn {
    /** A store of rooms that can be tried. */
    interface Store {
        void join(Participant participant);

        /** @return whether this call took it out */
        boolean remove(Participant participant, LeaveReason why);

        /** Whether the room that the name leads to now has this participant. */
        boolean holds(Participant participant);
    }

    /**
     * @param joins in all
     * @param lost participants that nobody had taken out and that were not in the room of that name nevertheless
     * @param removed removals that reported success
     */
    record Findings(long joins, long lost, long removed) {}

    private Churn() {}

    static Findings run(Store store, People people, int threads, int rounds, long seed) throws Exception {
        AtomicReferenceArray<Participant> present = new AtomicReferenceArray<>(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Callable<Findings>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int self = t;
            SplittableRandom random = seeds.split();
            tasks.add(() -> {
                start.await(20, TimeUnit.SECONDS);
                return one(store, people, present, self, rounds, random);
            });
        }
        long joins = 0;
        long lost = 0;
        long removed = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Findings> done : pool.invokeAll(tasks, 600, TimeUnit.SECONDS)) {
                Findings findings = result(done);
                joins += findings.joins();
                lost += findings.lost();
                removed += findings.removed();
            }
        }
        return new Findings(joins, lost, removed);
    }

    private static Findings result(Future<Findings> done) throws Exception {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread of the churn failed", e.getCause());
        }
    }

    private static Findings one(
            Store store,
            People people,
            AtomicReferenceArray<Participant> present,
            int self,
            int rounds,
            SplittableRandom random) {
        long lost = 0;
        long removed = 0;
        for (int round = 0; round < rounds; round++) {
            Participant me = people.stranger(new SilentEgress());
            store.join(me);
            present.set(self, me);
            if (random.nextInt(4) == 0) {
                Participant victim = present.get(random.nextInt(present.length()));
                if (victim != null && victim != me && store.remove(victim, LeaveReason.KICKED)) {
                    removed++;
                }
            }
            boolean held = store.holds(me);
            if (store.remove(me, LeaveReason.LEFT)) {
                removed++;
                // nobody else took it out, so it was a member when it looked
                if (!held) {
                    lost++;
                }
            }
        }
        return new Findings(rounds, lost, removed);
    }
}
