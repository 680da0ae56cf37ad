package org.wzp.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wzp.console.Snapshots;
import org.wzp.relay.api.RelaySnapshot;

class SnapshotClockTest {
    private RelaySnapshot published = Snapshots.running(0, Snapshots.NOON);
    private final Deque<Runnable> windowThread = new ArrayDeque<>();
    private final List<Long> received = new ArrayList<>();
    private final SnapshotClock clock =
            new SnapshotClock(() -> published, windowThread::add, snapshot -> received.add(snapshot.epoch()));

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
    void aRelayThatFailsAgainInAnotherWayIsSeenThoughItCountsFromTheStart() {
        published = Snapshots.failed("The port is taken.");
        clock.pull();
        windowThread.remove().run();
        published = Snapshots.failed("The disk is full.");
        clock.pull();
        assertThat(windowThread).hasSize(1);
    }
}
