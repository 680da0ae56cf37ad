package org.wzp.console.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far apart the window's frames are and what the heap holds, one line for each ten seconds: seconds since the start, frames, the
 * middle one, the 99th of 100 and the longest of the times between two frames in µs, and the heap after the last collection in
 * KiB. A window that has all it wants makes 60 frames a second. For measuring, as {@code installers/measure-window} does.
 *
 * <p>JavaFX thread; the file is written in the background.
 */
final class FrameMeter extends AnimationTimer {
    /** The first line of the file. */
    static final String HEAD = "seconds,frames,p50_us,p99_us,longest_us,heap_after_collection_kib\n";

    private static final Logger LOG = LoggerFactory.getLogger(FrameMeter.class);
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long BYTES_PER_KIBIBYTE = 1_024;
    /** More than ten seconds have at 60 a second. */
    private static final int MOST_FRAMES = 4_096;

    private final Path file;
    private final Executor background;
    private final long[] gaps = new long[MOST_FRAMES];
    private int count;
    private long began;
    private long lineBegan;
    private long last;

    /** @param file written anew */
    FrameMeter(Path file, Executor background) throws IOException {
        this.file = file;
        this.background = background;
        Files.writeString(file, HEAD);
    }

    @Override
    public void handle(long now) {
        if (last == 0) {
            began = now;
            lineBegan = now;
        } else if (count < MOST_FRAMES) {
            gaps[count++] = now - last;
        }
        last = now;
        if (now - lineBegan >= LINE_NANOS) {
            long[] line = Arrays.copyOf(gaps, count);
            long seconds = Duration.ofNanos(now - began).toSeconds();
            count = 0;
            lineBegan = now;
            background.execute(() -> write(seconds, line));
        }
    }

    private void write(long seconds, long[] line) {
        Arrays.sort(line);
        String text = seconds + "," + line.length + "," + micros(line, 50) + "," + micros(line, 99) + ","
                + micros(line, 100) + "," + heapAfterCollection() / BYTES_PER_KIBIBYTE + "\n";
        try {
            Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("What the frames took can't be written to {}: {}", file, e.toString());
        }
    }

    private static long micros(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100] / NANOS_PER_MICRO;
    }

    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
