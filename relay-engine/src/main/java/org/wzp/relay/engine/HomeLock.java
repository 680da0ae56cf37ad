package org.wzp.relay.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.RelayStartException;

/**
 * Keeps a second relay out of the same home directory, in this process or another: two would overwrite each other's
 * access rules and break the audit log's chain. The operating system gives the lock back when the process dies.
 */
final class HomeLock implements AutoCloseable {
    private static final String FILE_NAME = "relay.lock";

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the directory when there is none. */
    static HomeLock take(Path home) throws RelayStartException {
        try {
            Files.createDirectories(home);
            FileChannel channel =
                    FileChannel.open(home.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new RelayStartException("Another relay is running with its files in " + home
                        + ". Stop that one, or give this one a directory of its own with --home.");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw StartFailures.of(home, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
