package org.wzp.relay.monitor;

/**
 * Makes one section of the snapshot. Called on the engine thread; reads without stopping anybody, so figures of one section may
 * differ by the packets of a moment.
 *
 * @param <T> immutable all the way down
 */
@FunctionalInterface
public interface SnapshotSource<T> {

    /** @param nowNanos the one reading of the monotonic clock that the whole snapshot goes by */
    T read(long nowNanos);
}
