package org.wzp.relay.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many files this process may open. Java opens the program's libraries as it needs them and calls a library that can't be
 * opened a class that isn't there, which tells nobody what is wrong; so it is looked at before any of them is needed, and
 * nothing of theirs is used here.
 */
public final class FilesLimit {
    /** Of a running relay's, its libraries, sockets, files and what a request to a token service takes, about half. */
    private static final long NEEDED = 128;

    private FilesLimit() {}

    /** A sentence for whoever starts the program; empty when there are enough. */
    public static Optional<String> problem() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? problem(unix.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    static Optional<String> problem(long limit) {
        return limit >= NEEDED || limit < 0
                ? Optional.empty()
                : Optional.of("This process may open " + limit + " files, but needs " + NEEDED
                        + ". Let it have more (ulimit -n, or LimitNOFILE of its service), then start it again.");
    }
}
