package org.wzp.console.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest of something that goes on for ever: a bounded list, each with a number, which forgets the oldest and counts what it
 * has forgotten. Any thread adds, and never waits longer than for a look of the window; the window looks when it wants to.
 */
public final class Recent<T> {
    /** @param number from 1 on, never used twice */
    public record Numbered<T>(long number, T value) {}

    /**
     * What there is at one moment.
     *
     * @param kept oldest first
     * @param forgotten how many older ones there were
     */
    public record Look<T>(List<Numbered<T>> kept, long forgotten) {
        /** The number of the newest; 0 before the first. */
        long newest() {
            return forgotten + kept.size();
        }
    }

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Numbered<T>> kept = new ArrayDeque<>();
    private long added;

    /** @param most how many are kept */
    public Recent(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Any thread. */
    public void add(T value) {
        lock.lock();
        try {
            kept.addLast(new Numbered<>(++added, value));
            if (kept.size() > most) {
                kept.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many were ever added. */
    long added() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    Look<T> look() {
        lock.lock();
        try {
            return new Look<>(List.copyOf(kept), added - kept.size());
        } finally {
            lock.unlock();
        }
    }
}
