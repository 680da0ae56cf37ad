/**
 * Relays that speak together: links, proof of who is at their other end, global rooms, rosters, media.
 *
 * <p>One thread, {@code relay-federation}, dials, accepts, keeps the rosters and publishes what loops read: immutable arrays and
 * indexes in volatile fields. Loops put what links tell into a bounded queue of each link, and carry media themselves,
 * without a lock and without an object. Nobody holds a lock while something is sent.
 */
@NullMarked
package org.wzp.relay.federation;

import org.jspecify.annotations.NullMarked;
