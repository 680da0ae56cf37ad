package org.wzp.relay.transport.direct;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.wzp.relay.transport.linux.LinuxSocket;

/**
 * Lets a loop sleep and others wake it: only one that sleeps costs a system call, and only for the first who wakes it. Whoever
 * has put something where the loop looks calls {@link #wake} after that; the loop says that it sleeps before it looks
 * for the last time, so that one of the two always sees the other.
 */
final class LoopWaker {
    private final LongConsumer wait;
    private final Runnable endWait;
    private final AtomicBoolean asleep = new AtomicBoolean();

    LoopWaker(LinuxSocket socket) {
        this(socket::await, socket::wake);
    }

    /**
     * @param wait waits on the loop until a packet comes or it is ended, at most so many ns
     * @param endWait ends the wait that there is or the next one; any thread
     */
    LoopWaker(LongConsumer wait, Runnable endWait) {
        this.wait = wait;
        this.endWait = endWait;
    }

    /** Any thread. */
    void wake() {
        // what was put there may have been written with less than volatile, and must be seen before we look whether it
        // sleeps
        VarHandle.fullFence();
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            endWait.run();
        }
    }

    /**
     * On the loop: waits until a packet comes or somebody wakes it, at most so long; not at all if there is something to do.
     *
     * @param idle whether there is nothing to do, asked when everybody who brings something from now on wakes the loop
     */
    void sleep(long nanos, BooleanSupplier idle) {
        asleep.set(true);
        if (idle.getAsBoolean()) {
            wait.accept(nanos);
        }
        asleep.set(false);
    }
}
