/**
 * The way of one packet from a sender's datagram to everyone else's outbox.
 *
 * <p>Runs on the event loop that read the packet, and on those of its recipients; takes no lock and allocates nothing of its own, which
 * {@code MediaForwarderAllocationTest} and {@code MediaForwarderBenchmark} measure. Counters are read from any thread.
 */
@NullMarked
package org.wzp.relay.media;

import org.jspecify.annotations.NullMarked;
