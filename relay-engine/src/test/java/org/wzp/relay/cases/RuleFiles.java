package org.wzp.relay.cases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.StateFile;

/** A home with rules in it, and two clocks that a test turns. */
final class RuleFiles {
    static final String FINGERPRINT = "518e:b935:62fa:9e34:e59c:28b6:7fc2:d384";

    final Path file;
    Instant wall = Instant.parse("2026-11-25T12:00:00Z");
    Duration running = Duration.ZERO;

    RuleFiles(Path home) {
        file = home.resolve("console.toml");
    }

    /** One of the inputs of shared/cases. */
    static byte[] input(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleFiles.class.getResourceAsStream("/cases/" + name), name)) {
            return in.readAllBytes();
        }
    }

    RuleFiles with(byte[] content) throws IOException {
        Files.write(file, content);
        return this;
    }

    RuleFiles with(String content) throws IOException {
        Files.writeString(file, content);
        return this;
    }

    AccessList open() throws AccessException {
        return AccessList.open(
                new StateFile(new AtomicFile(file), LockLedger.system().lock("state")),
                () -> wall,
                () -> running.toNanos(),
                LockLedger.system().lock("access"));
    }
}
