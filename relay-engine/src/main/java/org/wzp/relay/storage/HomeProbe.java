package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tries at start whether the home could be written now. A relay that has its identity runs without, but its operator
 * should know before the first kick that nothing can be kept.
 */
public final class HomeProbe {
    /** A block of most file systems, so that a full disk shows. */
    private static final int PROBE_BYTES = 4_096;

    private HomeProbe() {}

    /** A sentence that says what can't be done and what helps; empty when writing works. */
    public static Optional<String> problem(Path home) {
        Path probe = home.resolve("relay.probe");
        try {
            OwnerOnly.create(probe);
            Files.write(probe, new byte[PROBE_BYTES]);
            return Optional.empty();
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            return Optional.of(home + " can't be written (" + problem.what() + "): the relay runs with the rules in"
                    + " force, but they can't be changed, and kicks and closed rooms may be missing from the audit log. "
                    + problem.remedy() + ".");
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
