package org.wzp.relay.transport.choice;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FailureCause.NoFolder.Fault;
import org.wzp.relay.api.FailureCause.NoFolder.Tried;

/**
 * Where Netty unpacks its native libraries: the first folder that lets programs run from it and has room. Netty takes the
 * system's folder for temporary files and nothing else, but that one is mounted {@code noexec} on hardened machines and is
 * read-only in some containers; and what went wrong is remembered by its classes until the process ends, so it is looked at
 * before they are loaded.
 */
public final class NativeFolder {
    /** Netty's own property; whoever sets it has chosen. */
    static final String PROPERTY = "io.netty.native.workdir";

    /** The codec's libraries have about 5 MB. */
    private static final long NEEDED_BYTES = 16L << 20;

    private NativeFolder() {}

    /**
     * Chooses, once in a process.
     *
     * @param further folders to try when the usual ones don't work
     * @throws TransportUnavailable naming each folder and what is wrong with it
     */
    public static void choose(Path... further) throws TransportUnavailable {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        List<Path> candidates = new ArrayList<>(
                usual(System.getenv(), System.getProperty("java.io.tmpdir", ""), System.getProperty("user.home", "")));
        candidates.addAll(List.of(further));
        System.setProperty(PROPERTY, first(candidates).toAbsolutePath().toString());
    }

    /** The folder for temporary files, then this user's cache. */
    static List<Path> usual(Map<String, String> environment, String temporary, String userHome) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path ownCache = Path.of(cache).isAbsolute() ? Path.of(cache) : Path.of(userHome, ".cache");
        List<Path> usual = new ArrayList<>();
        if (!temporary.isEmpty()) {
            usual.add(Path.of(temporary));
        }
        if (ownCache.isAbsolute()) {
            usual.add(ownCache.resolve("wzp-relay"));
        }
        return usual;
    }

    static Path first(List<Path> candidates) throws TransportUnavailable {
        List<Tried> problems = new ArrayList<>();
        for (Path folder : candidates) {
            Optional<Tried> problem = problem(folder);
            if (problem.isEmpty()) {
                return folder;
            }
            problems.add(problem.get());
        }
        throw new TransportUnavailable(new FailureCause.NoFolder(problems));
    }

    private static Optional<Tried> problem(Path folder) {
        try {
            Path existing = Files.createDirectories(folder);
            Path probe = Files.createTempFile(existing, "wzp-relay-", ".probe", forItsOwner(existing));
            try {
                // Linux says no to this for every file of a noexec mount, also to root
                if (!Files.isExecutable(probe)) {
                    return Optional.of(new Tried(folder.toString(), Fault.NO_PROGRAMS, ""));
                }
                return hasRoom(existing)
                        ? Optional.empty()
                        : Optional.of(new Tried(folder.toString(), Fault.NO_ROOM, ""));
            } finally {
                var _ = Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return Optional.of(refused(folder.toString(), e));
        }
    }

    /** A folder whose file system can't be found, as in a chroot, may have room: then unpacking tells. */
    private static boolean hasRoom(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= NEEDED_BYTES;
        } catch (IOException e) {
            return true;
        }
    }

    private static FileAttribute<?>[] forItsOwner(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Tried refused(String folder, IOException problem) {
        return switch (problem) {
            case AccessDeniedException denied -> new Tried(folder, Fault.NO_PERMISSION, "");
            case FileAlreadyExistsException exists -> new Tried(folder, Fault.FILE_IN_THE_WAY, "");
            case FileSystemException other ->
                new Tried(
                        folder,
                        Fault.NOT_WRITTEN,
                        Objects.requireNonNullElse(other.getReason(), "").toLowerCase(Locale.ROOT));
            default -> new Tried(folder, Fault.NOT_WRITTEN, "");
        };
    }
}
