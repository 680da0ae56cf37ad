/**
 * One UDP socket by Linux's own calls: many packets in one {@code recvmmsg} or {@code sendmmsg}, the memory that they are
 * read into and written from, socket addresses as the kernel lays them out, and the address that a packet was sent to.
 * Confined to the loop that owns the socket, except waking it.
 */
@NullMarked
package org.wzp.relay.transport.linux;

import org.jspecify.annotations.NullMarked;
