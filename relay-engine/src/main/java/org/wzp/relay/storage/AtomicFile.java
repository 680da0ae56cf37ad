package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that is either its old content or its new one, whatever happens in between: written to a temporary beside
 * it, forced to the disk, renamed over it. The content before is kept as a backup. From their first byte on both are for
 * their owner only: they hold secrets, names and addresses. Callers see to it that one thread writes.
 */
public final class AtomicFile {
    private final Path file;

    public AtomicFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /** The last good content before the current one. */
    public Path backup() {
        return file.resolveSibling(file.getFileName() + ".bak");
    }

    /** Empty only when nothing has that name ({@link TextFile#isMissing}). */
    public Optional<byte[]> read() throws IOException {
        return TextFile.isMissing(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    }

    /** @throws IOException and the old content stays */
    public void write(byte[] content) throws IOException {
        Path temporary = temporary();
        try {
            put(temporary, content);
            if (Files.exists(file)) {
                var _ = Files.deleteIfExists(backup());
                put(backup(), Files.readAllBytes(file));
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * As {@link #write}, without a backup: for what is of no use once it is old.
     *
     * @throws IOException and the old content stays
     */
    public void replace(byte[] content) throws IOException {
        Path temporary = temporary();
        try {
            put(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes it for the first time.
     *
     * @throws FileAlreadyExistsException if there is one already, or a link; it stays as it is
     */
    public void create(byte[] content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path temporary = temporary();
        try {
            put(temporary, content);
            Files.move(temporary, file);
            forceFolder();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Takes what somebody else has written beside it as the new content: for what is too large to be handed over, or comes
     * from a library that writes files only. The content before is gone.
     *
     * @param draft in the same folder, closed; gone afterwards
     * @throws IOException and the old content stays
     */
    public void adopt(Path draft) throws IOException {
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /** Always the same name: what a killed process left behind is replaced, not added to. */
    private Path temporary() throws IOException {
        Path temporary = folder().resolve(file.getFileName() + ".tmp");
        var _ = Files.deleteIfExists(temporary);
        return temporary;
    }

    private void put(Path fresh, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.in(folder()))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                var _ = channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** So that the rename itself survives a power cut; not every platform can open a folder, and needs not. */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows: its rename is durable without
            return;
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
