package org.wzp.relay.client.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** CPU time and memory of another process on this machine, as Linux tells them; NaN elsewhere. */
final class ProcessUsage {
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private final long pid;

    /** @param pid 0 if unknown */
    ProcessUsage(long pid) {
        this.pid = pid;
    }

    /** User and system time since it started, s. */
    double cpuSeconds() {
        OptionalLong nanos = LINUX ? ProcessClock.cpuNanos(pid) : OptionalLong.empty();
        return nanos.isPresent() ? nanos.getAsLong() / NANOS_PER_SECOND : Double.NaN;
    }

    double residentMebibytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIBIBYTES_PER_MEBIBYTE;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
