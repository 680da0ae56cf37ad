package org.wzp.console.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wzp.console.text.Texts;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.OwnerOnly;

/** A file that the operator asked for: old or new, never half, on the disk when it is said to be, for its owner only. */
public final class WrittenFile {
    private WrittenFile() {}

    /**
     * An empty file beside it, for its owner only, to be written before it takes the other's place.
     *
     * @throws IOException if the folder can't be written
     */
    public static Path draft(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        OwnerOnly.create(draft);
        return draft;
    }

    /**
     * Lets a draft take the place of the file, forced to the disk.
     *
     * @throws IOException and the old content stays
     */
    public static void adopt(Path draft, Path file) throws IOException {
        new AtomicFile(file).adopt(draft);
    }

    /** @return what keeps it from being written, as {@code this user has no permission}; empty when it is there */
    public static Optional<String> write(Path file, String content) {
        try {
            new AtomicFile(file).replace(content.getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(problem(e));
        }
    }

    /** What the system says about a file, as {@code this user has no permission}, in the window's language. */
    public static String problem(IOException e) {
        return FileProblem.of(e).what(Texts.speech());
    }
}
