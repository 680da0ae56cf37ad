/**
 * QUIC: the endpoint, one {@link org.wzp.relay.transport.Connection} for each client or relay at the other end, signal
 * streams, datagram outboxes, outbound dialling. The only room that names the codec's packages. Its event loops own the
 * connections: they never block, take a lock or touch a file.
 */
@NullMarked
package org.wzp.relay.transport;

import org.jspecify.annotations.NullMarked;
