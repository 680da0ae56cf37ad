package org.wzp.relay.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, closed in the opposite order; one that fails does not keep the others open. One thread at a time. */
final class Resources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private record Resource(String name, AutoCloseable closeable) {}

    private final Deque<Resource> opened = new ArrayDeque<>();

    void add(String name, AutoCloseable closeable) {
        opened.push(new Resource(name, closeable));
    }

    @Override
    public void close() {
        for (Resource resource = opened.poll(); resource != null; resource = opened.poll()) {
            try {
                resource.closeable.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                // also an error: the others hold the port and the lock of the home
                LOG.warn("The {} did not close cleanly.", resource.name, e);
            }
        }
    }
}
