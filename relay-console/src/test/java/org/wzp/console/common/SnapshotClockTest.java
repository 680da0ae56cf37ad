package org.wzp.console.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;

class SnapshotClockTest {
    private final AtomicLong epoch = new AtomicLong();
    private final Deque<Runnable> windowThread = new ArrayDeque<>();
    private final List<Long> received = new ArrayList<>();
    private final SnapshotClock clock = new SnapshotClock(
            () -> Snapshots.running(epoch.get(), Snapshots.NOON),
            windowThread::add,
            snapshot -> received.add(snapshot.epoch()));

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void aSlowWindowSkipsStatesInsteadOfQueueingThem() {
        for (int beat = 1; beat <= 5; beat++) {
            epoch.incrementAndGet();
            clock.pull();
        }
        assertThat(windowThread).hasSize(1);
        windowThread.remove().run();
        assertThat(received).containsExactly(5L);
    }

    @Test
    void nothingNewCausesNoHop() {
        clock.pull();
        clock.pull();
        assertThat(windowThread).hasSize(1);
    }

    @Test
    void afterAHandOverTheNextStateGetsItsOwnHop() {
        clock.pull();
        windowThread.remove().run();
        epoch.incrementAndGet();
        clock.pull();
        windowThread.remove().run();
        assertThat(received).containsExactly(0L, 1L);
    }
}
