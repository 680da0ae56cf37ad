package org.wzp.relay.contention;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts named locks taken while a thread is on the media path; the target is 0, always. The event loops' threads carry
 * the flag themselves (see {@link MediaThread}), so that entering and leaving the path is one plain store.
 */
public final class HotPathGuard {
    private static final LongAdder VIOLATIONS = new LongAdder();
    private static volatile boolean fatal;

    private HotPathGuard() {}

    /** A thread that carries media. Only the thread itself reads and writes its flag. */
    public static class MediaThread extends Thread {
        private boolean onHotPath;

        public MediaThread(Runnable task, String name) {
            super(task, name);
        }
    }

    /** The calling thread enters the media path. */
    public static void enter() {
        if (Thread.currentThread() instanceof MediaThread thread) {
            thread.onHotPath = true;
        }
    }

    /** The calling thread leaves the media path. */
    public static void exit() {
        if (Thread.currentThread() instanceof MediaThread thread) {
            thread.onHotPath = false;
        }
    }

    static void lockTaken(String name) {
        if (Thread.currentThread() instanceof MediaThread thread && thread.onHotPath) {
            VIOLATIONS.increment();
            if (fatal) {
                throw new AssertionError("lock " + name + " taken on the media path");
            }
        }
    }

    /** Locks taken on the media path since start, in this process. */
    public static long violations() {
        return VIOLATIONS.sum();
    }

    /** For tests: a violation throws where it happens. */
    public static void failOnViolation(boolean on) {
        fatal = on;
    }
}
