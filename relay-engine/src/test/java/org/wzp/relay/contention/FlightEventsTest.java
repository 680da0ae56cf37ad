package org.wzp.relay.contention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real recording: what an operator finds when opening the file in Mission Control. */
@Timeout(600)
class FlightEventsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyEventIsInTheRecordingWithItsFigures() throws IOException, InterruptedException {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            for (String name :
                    List.of("LockWait", "CasStorm", "QueueDrop", "LoopLag", "SlowForward", "SweepRun", "SlowSection")) {
                recording.enable("org.wzp.relay." + name).withoutThreshold();
            }
            recording.start();
            waitForALock();
            LockLedger ledger = LockLedger.system();
            ledger.site("room membership").done(15);
            ledger.site("room membership").done(16);
            assertThat(ledger.queue("events", 0).offer()).isFalse();
            FlightEvents.loopLag(21_000_000);
            FlightEvents.slowForward("hall", 99, 51_000_000);
            ledger.slowSite("the event loop's turns").took(10_000_000);
            ledger.slowSite("the event loop's turns").took(12_000_000);
            FlightEvents.sweepRun(3, 1, 400_000);
            recording.stop();
            Path file = directory.resolve("relay.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrder(
                        "org.wzp.relay.LockWait",
                        "org.wzp.relay.CasStorm",
                        "org.wzp.relay.QueueDrop",
                        "org.wzp.relay.LoopLag",
                        "org.wzp.relay.SlowForward",
                        "org.wzp.relay.SweepRun",
                        "org.wzp.relay.SlowSection");
        assertThat(one(events, "LockWait").getString("lock")).isEqualTo("settings file");
        assertThat(one(events, "LockWait").getString("holder")).isEqualTo("the holder");
        assertThat(one(events, "SlowSection").getString("site")).isEqualTo("the event loop's turns");
        assertThat(one(events, "SlowSection").getDuration("tookNanos"))
                .as("10 ms are allowed")
                .isEqualTo(Duration.ofMillis(12));
        assertThat(one(events, "CasStorm").getInt("retries"))
                .as("15 are no storm")
                .isEqualTo(16);
        assertThat(one(events, "QueueDrop").getString("queue")).isEqualTo("events");
        assertThat(one(events, "LoopLag").getDuration("lateNanos")).isEqualTo(Duration.ofMillis(21));
        assertThat(one(events, "SlowForward").getString("room")).isEqualTo("hall");
        assertThat(one(events, "SlowForward").getInt("copies")).isEqualTo(99);
        assertThat(one(events, "SweepRun").getDuration("sweepNanos")).isEqualTo(Duration.ofNanos(400_000));
    }

    private static void waitForALock() throws InterruptedException {
        // A clock that stands still: on a busy machine the lock is held for longer than 10 ms.
        NamedLock lock = new LockLedger(() -> 1).lock("settings file");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform()
                .name("the holder")
                .start(() -> lock.run(() -> {
                    held.countDown();
                    await(enough);
                }));
        await(held);
        Thread other = Thread.ofPlatform().start(() -> lock.run(() -> {}));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> other.getState() == Thread.State.WAITING);
        enough.countDown();
        holder.join();
        other.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RecordedEvent one(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("org.wzp.relay." + name))
                .findFirst()
                .orElseThrow();
    }
}
