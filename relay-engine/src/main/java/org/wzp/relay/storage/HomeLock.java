package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.text.StartWords;

/**
 * Keeps a second relay out of the same home directory, in this process or another: two would overwrite each other's
 * access rules and break the audit log's chain. The operating system gives the lock back when the process dies. Its file is
 * for its owner only: whoever can read it could hold a lock on it, and keep the relay from starting.
 *
 * <p>In a home that can only be read, this relay writes nothing either. It then shares the lock with others like it, and is
 * kept out by one that writes; without a lock file there is nothing to hold, and nobody to keep out.
 */
public final class HomeLock implements AutoCloseable {
    private static final String FILE_NAME = "relay.lock";

    private final @Nullable FileChannel channel;

    private HomeLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the directory when there is none. */
    public static HomeLock take(Path home) throws RelayStartException {
        try {
            OwnerOnly.createFolders(home);
            Path file = home.resolve(FILE_NAME);
            FileChannel channel = open(file);
            if (channel == null) {
                return new HomeLock(null);
            }
            if (!tryLock(channel)) {
                channel.close();
                throw StartWords.exception(new RelayFailure(new FailureCause.HomeTaken(home.toString())), null);
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw HomeFailures.of(home, e);
        }
    }

    /** To write, where that is possible, else to read; null where there is nothing to read. */
    private static @Nullable FileChannel open(Path file) throws IOException {
        try {
            OwnerOnly.create(file);
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            if (Files.exists(file)) {
                return FileChannel.open(file, StandardOpenOption.READ);
            }
            if (FileProblem.of(e).isAboutWriting()) {
                return null;
            }
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = tryExclusive(channel);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Exclusive, or shared where the file can only be read. */
    private static @Nullable FileLock tryExclusive(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (NonWritableChannelException e) {
            return channel.tryLock(0, Long.MAX_VALUE, true);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
