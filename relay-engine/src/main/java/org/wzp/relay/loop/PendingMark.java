package org.wzp.relay.loop;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Marks that something has been asked for and has not come yet, so that it is asked for once, however often it is wanted
 * meanwhile. Any thread.
 */
public final class PendingMark {
    private final AtomicBoolean pending = new AtomicBoolean();

    /**
     * Asks, unless that is under way. Whoever gets an error while asking, for want of memory, leaves no mark behind: the next
     * one asks again.
     */
    public void ask(Runnable asking) {
        if (pending.compareAndSet(false, true)) {
            boolean asked = false;
            try {
                asking.run();
                asked = true;
            } finally {
                if (!asked) {
                    clear();
                }
            }
        }
    }

    /** It has come; whoever wants it from now on asks anew. Call it before looking at what there is. */
    public void clear() {
        pending.set(false);
    }
}
