package org.wzp.console.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;

/** A file that the operator asked for: old or new, never half, on the disk when it is said to be, for its owner only. */
public final class WrittenFile {
    private WrittenFile() {}

    /** @return what keeps it from being written, as {@code this user has no permission}; empty when it is there */
    public static Optional<String> write(Path file, String content) {
        try {
            new AtomicFile(file).replace(content.getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileProblem.of(e).what());
        }
    }
}
