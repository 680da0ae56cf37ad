package org.wzp.console.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.relay.api.RelaySnapshot;

class SnapshotClockTest {
    private RelaySnapshot published = Snapshots.running(0, Snapshots.NOON);
    private final Deque<Runnable> windowThread = new ArrayDeque<>();
    private final List<Long> received = new ArrayList<>();
    private final SnapshotClock clock =
            new SnapshotClock(() -> published, windowThread::add, List.of(snapshot -> received.add(snapshot.epoch())));

    private void publish(long epoch) {
        published = Snapshots.running(epoch, Snapshots.NOON);
    }

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void aSlowWindowSkipsStatesInsteadOfQueueingThem() {
        for (int beat = 1; beat <= 5; beat++) {
            publish(beat);
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
        publish(1);
        clock.pull();
        windowThread.remove().run();
        assertThat(received).containsExactly(0L, 1L);
    }

    @Test
    void aViewThatFailsKeepsTheStateFromNoOther() {
        try (SnapshotClock others = new SnapshotClock(
                () -> published,
                windowThread::add,
                List.of(
                        snapshot -> {
                            throw new IllegalStateException("on purpose");
                        },
                        snapshot -> received.add(snapshot.epoch())))) {
            publish(7);
            others.pull();
            windowThread.remove().run();
        }
        assertThat(received).containsExactly(7L);
    }

    @Test
    void aHandOverThatCouldNotBeginIsTriedAgain() {
        boolean[] full = {true};
        try (SnapshotClock others = new SnapshotClock(
                () -> published,
                task -> {
                    if (full[0]) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    windowThread.add(task);
                },
                List.of(snapshot -> received.add(snapshot.epoch())))) {
            assertThatThrownBy(others::pull).isInstanceOf(OutOfMemoryError.class);
            full[0] = false;
            others.pull();
            windowThread.remove().run();
        }
        assertThat(received).containsExactly(0L);
    }

    /** Otherwise the window shows for ever what was, and nobody is told. */
    @Test
    void theClockGoesOnAfterAnError() {
        AtomicInteger asked = new AtomicInteger();
        try (SnapshotClock beating = new SnapshotClock(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError("on purpose");
                    }
                    return published;
                },
                Runnable::run,
                List.of())) {
            beating.start();
            await().untilAsserted(() -> assertThat(asked.get()).isGreaterThan(2));
        }
    }

    @Test
    void aRelayThatFailsAgainInAnotherWayIsSeenThoughItCountsFromTheStart() {
        published = Snapshots.failed("The port is taken.");
        clock.pull();
        windowThread.remove().run();
        published = Snapshots.failed("The disk is full.");
        clock.pull();
        assertThat(windowThread).hasSize(1);
    }
}
