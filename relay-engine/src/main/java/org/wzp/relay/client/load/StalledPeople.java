package org.wzp.relay.client.load;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.QuicEndpoint;

/** The sockets of those who stop reading. Their loop stands still, so that the relay hears no acknowledgement either. */
final class StalledPeople implements AutoCloseable {
    private final CountDownLatch goingOn = new CountDownLatch(1);
    private @Nullable QuicEndpoint endpoint;

    QuicEndpoint endpoint() throws IOException {
        if (endpoint == null) {
            endpoint = LoadRun.socket();
        }
        return endpoint;
    }

    void stall() {
        if (endpoint != null) {
            endpoint.connections().stream().findAny().ifPresent(any -> any.execute(this::standStill));
        }
    }

    private void standStill() {
        try {
            goingOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void goOn() {
        goingOn.countDown();
    }

    @Override
    public void close() {
        goOn();
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
