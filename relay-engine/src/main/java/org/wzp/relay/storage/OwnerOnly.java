package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that nobody but their owner reads: the seed, and what names people and their addresses. */
public final class OwnerOnly {
    /** {@code 0600}. */
    public static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    /** {@code 0700}. */
    static final Set<PosixFilePermission> FOLDER_PERMISSIONS = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Makes a folder, and those it is in, for their owner only; those that are there stay as they are. */
    public static void createFolders(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path ignored = Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER_PERMISSIONS)}
                        : new FileAttribute<?>[0]);
    }

    /** Makes an empty file for its owner only; one that is there loses what others may do with it. */
    public static void create(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        try {
            Path ignored = Files.createFile(file, in(folder));
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Takes away what others may do with a file that came from elsewhere; one we don't own stays as it is. */
    public static void restrict(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null
                || Files.isDirectory(file)
                || PERMISSIONS.containsAll(view.readAttributes().permissions())) {
            return;
        }
        try {
            view.setPermissions(PERMISSIONS);
        } catch (FileSystemException e) {
            // not the owner, or a read-only file system: whoever may change that has chosen so
            return;
        }
    }

    /** How to create such a file in {@code folder}; nothing on Windows, where the user's profile protects it. */
    public static FileAttribute<?>[] in(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PERMISSIONS)};
    }
}
