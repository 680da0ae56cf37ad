/**
 * Our own endpoint: one loop reads packets from a {@code linux} socket, finds their connection by its id, gives them to
 * {@code quiche}, and writes what all that caused. Everything is confined to the loop's thread, except what the contract in
 * {@link org.wzp.relay.transport} lets any thread call.
 */
@NullMarked
package org.wzp.relay.transport.direct;

import org.jspecify.annotations.NullMarked;
