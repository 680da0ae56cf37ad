package org.wzp.relay.transport.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all loops of an endpoint share before a login, with many of them at it. */
@Timeout(600)
class SharedLimitsStressTest {
    private static final int THREADS = 8;
    private static final int ARRIVALS = 40_000;
    private static final int BOUND = 32;
    private static final int PER_PREFIX = 12;
    private static final int PER_ADDRESS = 9;
    private static final int PREFIXES = 4;
    private static final int ADDRESSES = 3;

    private final AtomicLong now = new AtomicLong();
    private final HandshakeLimits limits = new HandshakeLimits(BOUND, PER_PREFIX, now::get);
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger[] byPrefix = counters(PREFIXES);
    private final AtomicInteger[] byAddress = counters(PREFIXES * ADDRESSES);
    private final AtomicReference<String> fault = new AtomicReference<>();
    private final AtomicLong entered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong madeRoom = new AtomicLong();

    private static AtomicInteger[] counters(int count) {
        return IntStream.range(0, count).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(
                new byte[] {10, 0, (byte) (number / ADDRESSES), (byte) (1 + number % ADDRESSES)});
    }

    /** Counted from when it is told that it has its place until before it gives it back: never more than are really held. */
    private final class Arrival {
        private final int address;
        private final HandshakeLimits.Place place;
        private boolean counted = true;

        Arrival(int address, HandshakeLimits.Place place) {
            this.address = address;
            this.place = place;
            up(all, BOUND, "all places");
            up(byPrefix[address / ADDRESSES], PER_PREFIX, "places of a prefix");
            up(byAddress[address], PER_ADDRESS, "places of an address");
            place.onMakeRoom(() -> {
                madeRoom.incrementAndGet();
                uncount();
            });
        }

        private void up(AtomicInteger counter, int bound, String what) {
            int held = counter.incrementAndGet();
            if (held > bound) {
                fault.compareAndSet(null, held + " of " + bound + " " + what);
            }
        }

        /** Two may be at it, and neither may give the place back before this is done. */
        private synchronized void uncount() {
            if (counted) {
                counted = false;
                all.decrementAndGet();
                byPrefix[address / ADDRESSES].decrementAndGet();
                byAddress[address].decrementAndGet();
            }
        }

        void leave() {
            uncount();
            place.leave();
            // again is nothing
            place.leave();
        }
    }

    private void comeAndGo(int thread) {
        Random random = new Random(thread);
        ArrayDeque<Arrival> mine = new ArrayDeque<>();
        try {
            for (int i = 0; i < ARRIVALS; i++) {
                int from = random.nextInt(PREFIXES * ADDRESSES);
                var _ = limits.wantsValidation(address(from));
                switch (limits.enter(address(from))) {
                    case HandshakeLimits.Entry.Full full -> refused.incrementAndGet();
                    case HandshakeLimits.Entry.Taken taken -> {
                        entered.incrementAndGet();
                        Arrival arrival = new Arrival(from, taken.place());
                        if (random.nextBoolean()) {
                            taken.place().heard();
                        }
                        mine.add(arrival);
                    }
                }
                while (mine.size() > random.nextInt(12)) {
                    mine.remove().leave();
                }
            }
        } catch (UnknownHostException | RuntimeException e) {
            fault.compareAndSet(null, e.toString());
        }
        mine.forEach(Arrival::leave);
    }

    @Test
    void eightLoopsNeverGiveMorePlacesThanThereAreAndGetAllBack() throws Exception {
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> comeAndGo(thread)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(fault.get()).isNull();
        assertThat(all).hasValue(0);
        assertThat(limits.inFlight()).isZero();
        assertThat(entered.get() + refused.get()).isEqualTo((long) THREADS * ARRIVALS);
        assertThat(entered.get()).isGreaterThan(THREADS * ARRIVALS / 2);
        assertThat(refused.get()).isPositive();
        assertThat(madeRoom.get()).isPositive();
        for (int address = 0; address < PREFIXES * ADDRESSES; address++) {
            assertThat(limits.wantsValidation(address(address))).isFalse();
        }
        // each place is there again
        for (int i = 0; i < PER_ADDRESS; i++) {
            assertThat(limits.enter(address(0))).isInstanceOf(HandshakeLimits.Entry.Taken.class);
        }
        assertThat(limits.enter(address(0))).isInstanceOf(HandshakeLimits.Entry.Full.class);
        for (int i = PER_ADDRESS; i < PER_PREFIX; i++) {
            assertThat(limits.enter(address(1))).isInstanceOf(HandshakeLimits.Entry.Taken.class);
        }
        assertThat(limits.enter(address(2))).isInstanceOf(HandshakeLimits.Entry.Full.class);
        assertThat(limits.enter(address(3))).isInstanceOf(HandshakeLimits.Entry.Taken.class);
    }

    /** A token is good however its check falls beside a change of the key. */
    @Test
    void tokensStayGoodWhileOneLoopChangesTheKey() throws Exception {
        int loops = 4;
        int changes = 200;
        AtomicLong rotations = new AtomicLong();
        ThreadLocal<Boolean> rotates = ThreadLocal.withInitial(() -> false);
        Instant start = Instant.parse("2026-04-01T12:00:00Z");
        // time stands still for those who issue and check; each rotation finds the key's time over
        AddressTokens tokens = new AddressTokens(
                () -> rotates.get() ? start.plus(AddressTokens.ROTATION.multipliedBy(rotations.get() + 1)) : start,
                new SecureRandom());
        AtomicLongArray done = new AtomicLongArray(loops);
        List<Thread> threads = IntStream.range(0, loops)
                .mapToObj(loop -> Thread.ofPlatform().start(() -> {
                    InetSocketAddress from = new InetSocketAddress("10.0.0." + loop, 50_000);
                    byte[] own = {1, 2, 3, 4, 5, 6, 7, (byte) loop};
                    for (int round = 0; rotations.get() < changes; round++) {
                        byte[] first = {9, 9, 9, 9, 9, 9, (byte) round, (byte) loop};
                        byte[] token = tokens.issue(from, first, own);
                        if (tokens.verify(token, from, own).isEmpty()) {
                            fault.compareAndSet(null, "a good token was refused in round " + round);
                        }
                        token[token.length - 1] ^= 1;
                        if (tokens.verify(token, from, own).isPresent()) {
                            fault.compareAndSet(null, "a forged token was taken in round " + round);
                        }
                        done.set(loop, round + 1);
                    }
                }))
                .toList();
        rotates.set(true);
        long[] at = new long[loops];
        while (rotations.get() < changes && threads.stream().allMatch(Thread::isAlive)) {
            // never twice while one token is out
            boolean allWentOn = IntStream.range(0, loops).allMatch(loop -> done.get(loop) >= at[loop] + 2);
            if (allWentOn) {
                tokens.rotateIfDue();
                rotations.incrementAndGet();
                for (int loop = 0; loop < loops; loop++) {
                    at[loop] = done.get(loop);
                }
            } else {
                Thread.onSpinWait();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(fault.get()).isNull();
        assertThat(done.get(0)).isGreaterThanOrEqualTo(changes);
    }
}
