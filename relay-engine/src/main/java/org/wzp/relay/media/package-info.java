/**
 * The way of one packet from a sender's datagram to everyone else's outbox.
 *
 * <p>Runs on the sender's event loop only; takes no lock and allocates nothing of its own, which
 * {@code MediaForwarderAllocationTest} and {@code MediaForwarderBenchmark} measure. Counters are read from any thread.
 */
@NullMarked
package org.wzp.relay.media;

import org.jspecify.annotations.NullMarked;
