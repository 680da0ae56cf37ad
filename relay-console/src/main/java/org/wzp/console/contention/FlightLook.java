package org.wzp.console.contention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.wzp.console.state.WrittenFile;

/**
 * The flight recorder of this process, watching for a while what threads wait for. Ends by itself. Not for the window's thread:
 * the first one of a process takes the recorder a moment.
 */
final class FlightLook implements AutoCloseable {
    /** Shorter waits cost more to note than they take. */
    private static final Duration LEAST_WAIT = Duration.ofNanos(20_000);

    private static final String MONITOR = "jdk.JavaMonitorEnter";
    private static final String PARK = "jdk.ThreadPark";
    private static final String LOCK = "org.wzp.relay.LockWait";

    private final Recording recording = new Recording();
    private final FlightRecorderListener listener;

    private FlightLook(Runnable ended) {
        listener = new FlightRecorderListener() {
            @Override
            public void recordingStateChanged(Recording changed) {
                if (changed.getId() == recording.getId() && changed.getState() == RecordingState.STOPPED) {
                    ended.run();
                }
            }
        };
    }

    /**
     * Begins to watch.
     *
     * @param ended called on a thread of the recorder when the time is over; must return at once
     */
    static FlightLook begin(Duration time, Runnable ended) {
        FlightLook look = new FlightLook(ended);
        for (String event : List.of(MONITOR, PARK)) {
            look.recording.enable(event).withThreshold(LEAST_WAIT).withStackTrace();
        }
        look.recording.enable(LOCK).withoutThreshold().withStackTrace();
        look.recording.setName("WZP relay: deep look");
        look.recording.setDuration(time);
        FlightRecorder.addListener(look.listener);
        look.recording.start();
        return look;
    }

    /**
     * Writes what was recorded: the file is there whole or not at all, and on the disk when this returns. It is for its owner only:
     * stacks tell what the relay was at.
     *
     * @return what threads waited for, the longest first
     * @throws IOException if it can't be written
     */
    List<Waits> save(Path file) throws IOException {
        Path fresh = WrittenFile.draft(file);
        try {
            recording.dump(fresh);
            List<Waits> waits = read(fresh);
            WrittenFile.adopt(fresh, file);
            return waits;
        } finally {
            Files.deleteIfExists(fresh);
            close();
        }
    }

    private static List<Waits> read(Path file) throws IOException {
        Map<String, Waits> found = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                switch (event.getEventType().getName()) {
                    case MONITOR -> note(found, Waits.Kind.MONITOR, nameOf(event, "monitorClass"), nanos(event));
                    case PARK -> note(found, Waits.Kind.PARK, nameOf(event, "parkedClass"), nanos(event));
                    case LOCK ->
                        note(
                                found,
                                Waits.Kind.NAMED_LOCK,
                                Objects.requireNonNullElse(event.getString("lock"), "–"),
                                event.getLong("waitNanos"));
                    default -> {
                        // what the recorder itself adds
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static void note(Map<String, Waits> found, Waits.Kind kind, String what, long nanos) {
        Waits none = new Waits(kind, what, 0, 0, 0);
        found.put(none.key(), found.getOrDefault(none.key(), none).and(nanos));
    }

    private static long nanos(RecordedEvent event) {
        return event.getDuration().toNanos();
    }

    /** A thread may park for nothing in particular. */
    private static String nameOf(RecordedEvent event, String field) {
        RecordedClass type = event.getClass(field);
        return type == null ? "–" : type.getName();
    }

    /** Ends it; what was recorded is gone. */
    @Override
    public void close() {
        FlightRecorder.removeListener(listener);
        recording.close();
    }
}
