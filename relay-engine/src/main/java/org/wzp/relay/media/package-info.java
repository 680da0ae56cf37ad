/**
 * The way of one packet from a sender's datagram to everyone else's outbox. Runs on event loops; takes no lock and
 * allocates nothing of its own.
 */
@NullMarked
package org.wzp.relay.media;

import org.jspecify.annotations.NullMarked;
