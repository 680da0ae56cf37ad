/**
 * Where threads wait for each other: named locks and their ledger, compare-and-set sites, queue gauges, loop lag,
 * the hot-path guard. Uses the JDK only.
 */
@NullMarked
package org.wzp.relay.contention;

import org.jspecify.annotations.NullMarked;
