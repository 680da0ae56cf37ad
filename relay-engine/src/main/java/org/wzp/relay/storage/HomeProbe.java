package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wzp.relay.api.Notice;

/**
 * Tries at start whether the home could be written now. A relay that has its identity runs without, but its operator
 * should know before the first kick that nothing can be kept.
 */
public final class HomeProbe {
    /** A block of most file systems, so that a full disk shows. */
    private static final int PROBE_BYTES = 4_096;

    private HomeProbe() {}

    /** What keeps it from being written; empty when nothing does. */
    public static Optional<Notice.HomeNotWritable> problem(Path home) {
        Path probe = home.resolve("relay.probe");
        try {
            OwnerOnly.create(probe);
            Files.write(probe, new byte[PROBE_BYTES]);
            return Optional.empty();
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            return Optional.of(new Notice.HomeNotWritable(home.toString(), problem.trouble(), problem.detail()));
        } finally {
            remove(probe);
        }
    }

    private static void remove(Path probe) {
        try {
            var _ = Files.deleteIfExists(probe);
        } catch (IOException e) {
            // then it is not ours: writing it has failed, and said why
            return;
        }
    }
}
