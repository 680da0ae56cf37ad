package org.wzp.relay.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

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
        try {
            for (String name : NAMES) {
                signals.hear(name);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java tells nobody of signals.", e);
        }
        return signals;
    }

    /**
     * {@code sun.misc.Signal} is the only way, and javac warns of each mention of it, which nothing can silence; so it is not
     * mentioned.
     */
    private void hear(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Method number = type.getMethod("getNumber");
        Object handler = Proxy.newProxyInstance(
                EndSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, given) -> {
                    if (given == null || given.length != 1 || !type.isInstance(given[0])) {
                        // of Object's own: hashCode, equals, toString
                        return method.invoke(this, given);
                    }
                    received((int) number.invoke(given[0]));
                    return null;
                });
        var _ = type.getMethod("handle", type, handlerType)
                .invoke(null, type.getConstructor(String.class).newInstance(name), handler);
    }

    private void received(int number) {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(STATUS_BASE + number);
        }
        end.countDown();
    }

    /** True once the first has come; waits for it so long. */
    boolean await(Duration patience) throws InterruptedException {
        return end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
