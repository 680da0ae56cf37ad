package org.wzp.relay.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many files this process may open. Java opens the program's libraries as it needs them and calls a library that can't be
 * opened a class that isn't there, which tells nobody what is wrong; so it is looked at before any of them is needed, and
 * nothing of theirs is used here.
 */
public final class FilesLimit {
    /** Of a running relay's, its libraries, sockets, files and what a request to a token service takes, about half. */
    private static final long NEEDED = 128;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    /** Its first number is the limit that counts; without one it says "unlimited". */
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d{1,18}) .*");

    private FilesLimit() {}

    /** A sentence for whoever starts the program; empty when there are enough. */
    public static Optional<String> problem() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.map(OPEN_FILES::matcher)
                    .filter(Matcher::matches)
                    .map(line -> Long.parseLong(line.group(1)))
                    .findFirst()
                    .flatMap(FilesLimit::problem);
        } catch (IOException | UncheckedIOException e) {
            // no Linux, or its /proc is hidden: the JVM knows as well, but takes ten times as long to say
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? problem(unix.getMaxFileDescriptorCount())
                    : Optional.empty();
        }
    }

    static Optional<String> problem(long limit) {
        return limit >= NEEDED || limit < 0
                ? Optional.empty()
                : Optional.of("This process may open " + limit + " files, but needs " + NEEDED
                        + ". Let it have more (ulimit -n, or LimitNOFILE of its service), then start it again.");
    }
}
