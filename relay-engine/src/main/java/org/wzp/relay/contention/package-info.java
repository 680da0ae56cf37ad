/**
 * Where threads wait for each other: named locks and their ledger, compare-and-set sites, queue gauges, loop lag,
 * the hot-path guard, the flight recorder's events. Uses the JDK only.
 *
 * <p>Every thread of the relay may come here to count; nobody waits for anybody to read. Named locks are taken by the
 * engine thread, the sweep and operators' threads, never by an event loop that carries media: {@code HotPathGuard} counts
 * it if one does. {@code LockLedger} is read four times a second for the console.
 */
@NullMarked
package org.wzp.relay.contention;

import org.jspecify.annotations.NullMarked;
