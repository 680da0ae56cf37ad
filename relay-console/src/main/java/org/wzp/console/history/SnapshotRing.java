package org.wzp.console.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelaySnapshot;

/**
 * Whole snapshots of the last hour, one for each second, each kept as the difference to the one before; the first of each
 * minute is complete, so that showing a moment takes at most a minute of differences. Snapshots themselves would not do: at
 * 1,000 rooms of 5 each second brings 5,000 new rows of 300 bytes, 5 GB an hour.
 *
 * <p>Two bounds: {@value #HOUR_SECONDS} seconds, and {@value #USUAL_BYTES} bytes. With 15 people an hour takes about 3 MB. At
 * 1,000 rooms of 5 in which everybody's figures are new each second, a second takes about 70 kB ({@code SnapshotRingTest} measures
 * and prints it), so that the bytes are the bound, and the last 48 minutes are kept. Beyond it whole minutes are left out, the oldest
 * first; no second is kept in part. What charts draw ({@link Points}) is kept for the whole hour in any case.
 *
 * <p>Figures come back to 1/1,024 and durations to the millisecond, finer than they are shown; all else is equal to what was kept.
 *
 * <p>Any thread; a lock of the console, which no media ever meets, keeps them apart.
 */
public final class SnapshotRing {
    static final int HOUR_SECONDS = 3_600;
    static final long USUAL_BYTES = 192L * 1_024 * 1_024;
    /** Seconds from one complete snapshot to the next. */
    private static final int GROUP = 60;

    private record Frame(Instant at, Packed.Bytes difference) {
        int size() {
            return difference.size();
        }
    }

    private record Decoded(List<Frame> group, int index, RelaySnapshot snapshot) {}

    private final RecordShape shape = (RecordShape) new Shapes().of(RelaySnapshot.class);
    private final long mostBytes;
    private final ReentrantLock turns = new ReentrantLock();
    private final Deque<List<Frame>> groups = new ArrayDeque<>();
    private final Packed packed = new Packed();
    private final ByteSink sink = new ByteSink();
    private @Nullable RelaySnapshot last;
    private @Nullable Decoded decoded;
    private long bytes;
    private int seconds;

    public SnapshotRing() {
        this(USUAL_BYTES);
    }

    /** @param mostBytes of differences; beyond it the oldest minutes go, but never the newest */
    SnapshotRing(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Keeps it if it is of another second than the newest. A clock that was set back takes the seconds after it along. */
    public boolean add(RelaySnapshot snapshot) {
        turns.lock();
        try {
            RelaySnapshot newest = last;
            if (newest != null) {
                long since = snapshot.at().getEpochSecond() - newest.at().getEpochSecond();
                if (since == 0) {
                    return false;
                }
                if (since < 0) {
                    forgetFrom(snapshot.at());
                }
            }
            boolean begins = groups.isEmpty() || groups.getLast().size() >= GROUP || last == null;
            shape.write(sink, snapshot, begins ? null : last);
            Frame frame = new Frame(snapshot.at(), packed.pack(sink.toBytes()));
            sink.clear();
            if (begins) {
                groups.addLast(new ArrayList<>(GROUP));
            }
            groups.getLast().add(frame);
            last = snapshot;
            bytes += frame.size();
            seconds++;
            while (groups.size() > 1 && (bytes > mostBytes || isOld(snapshot.at()))) {
                forget(groups.removeFirst());
            }
            return true;
        } finally {
            turns.unlock();
        }
    }

    private boolean isOld(Instant now) {
        Frame newestOfOldest = groups.getFirst().getLast();
        return Duration.between(newestOfOldest.at(), now).toSeconds() >= HOUR_SECONDS;
    }

    private void forget(List<Frame> group) {
        group.forEach(frame -> bytes -= frame.size());
        seconds -= group.size();
    }

    private void forgetFrom(Instant moment) {
        while (!groups.isEmpty() && !groups.getLast().getFirst().at().isBefore(moment)) {
            forget(groups.removeLast());
        }
        if (!groups.isEmpty()) {
            List<Frame> group = groups.getLast();
            List<Frame> later =
                    group.stream().filter(frame -> !frame.at().isBefore(moment)).toList();
            forget(later);
            group.removeAll(later);
        }
        decoded = null;
        // the next one is complete: what it would differ from may be gone
        last = null;
    }

    /** The newest that is not after the moment; the oldest for a moment before all. */
    public Optional<RelaySnapshot> at(Instant moment) {
        turns.lock();
        try {
            if (groups.isEmpty()) {
                return Optional.empty();
            }
            List<Frame> group = groups.getFirst();
            for (List<Frame> each : groups) {
                if (!each.getFirst().at().isAfter(moment)) {
                    group = each;
                }
            }
            int index = 0;
            while (index + 1 < group.size() && !group.get(index + 1).at().isAfter(moment)) {
                index++;
            }
            return Optional.of(decode(group, index));
        } finally {
            turns.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same minute
    private RelaySnapshot decode(List<Frame> group, int index) {
        Decoded start = decoded;
        boolean goesOn = start != null && start.group() == group && start.index() <= index;
        RelaySnapshot snapshot = goesOn && start != null ? start.snapshot() : null;
        for (int i = goesOn && start != null ? start.index() + 1 : 0; i <= index; i++) {
            snapshot = (RelaySnapshot)
                    shape.read(new ByteSource(packed.unpack(group.get(i).difference())), snapshot);
        }
        if (snapshot == null) {
            throw new IllegalStateException("a minute has no second " + index);
        }
        decoded = new Decoded(group, index, snapshot);
        return snapshot;
    }

    /** The same moment once more: an equal one, so that whoever compares sees something new. */
    RelaySnapshot again(RelaySnapshot snapshot) {
        return (RelaySnapshot) shape.copy(snapshot);
    }

    /** All that are kept between the two, both included, oldest first; each is read only when it is its turn. */
    public void forEach(Instant from, Instant until, Consumer<RelaySnapshot> reader) {
        for (Instant at : moments(from, until)) {
            // not all under one lock: the clock's thread must go on
            at(at).filter(snapshot -> snapshot.at().equals(at)).ifPresent(reader);
        }
    }

    private List<Instant> moments(Instant from, Instant until) {
        turns.lock();
        try {
            return groups.stream()
                    .flatMap(List::stream)
                    .map(Frame::at)
                    .filter(at -> !at.isBefore(from) && !at.isAfter(until))
                    .toList();
        } finally {
            turns.unlock();
        }
    }

    /** First and last moment; empty when nothing is kept. */
    public Optional<Span> span() {
        turns.lock();
        try {
            return groups.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Span(
                            groups.getFirst().getFirst().at(),
                            groups.getLast().getLast().at()));
        } finally {
            turns.unlock();
        }
    }

    /** What the differences take. */
    long bytes() {
        turns.lock();
        try {
            return bytes;
        } finally {
            turns.unlock();
        }
    }

    int seconds() {
        turns.lock();
        try {
            return seconds;
        } finally {
            turns.unlock();
        }
    }

    /** From one moment to another, both included. */
    public record Span(Instant from, Instant until) {}
}
