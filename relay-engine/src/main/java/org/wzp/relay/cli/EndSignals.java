package org.wzp.relay.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT: the first asks for a clean end, the second ends the process at once. A shutdown hook alone can do
 * neither: the process would end with status 143, and it would not hear the second signal.
 *
 * <p>Written by the JVM's signal threads, awaited by the main thread.
 */
final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT");
    /** Added to the signal's number, as shells do. */
    private static final int STATUS_BASE = 128;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    private EndSignals() {}

    static EndSignals listen() {
        EndSignals signals = new EndSignals();
        for (String name : NAMES) {
            Signal.handle(new Signal(name), signals::received);
        }
        return signals;
    }

    private void received(Signal signal) {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(STATUS_BASE + signal.getNumber());
        }
        end.countDown();
    }

    /** True once the first has come; waits for it so long. */
    boolean await(Duration patience) throws InterruptedException {
        return end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
