/**
 * QUIC: what an endpoint promises, and one {@link org.wzp.relay.transport.Connection} for each client or relay at the other end.
 * Who needs an endpoint asks {@code choice}; {@code direct} and {@code netty} keep the promises. Nobody else
 * names the codec's packages. The event loops own the connections: they never block, take a lock or touch a file.
 */
@NullMarked
package org.wzp.relay.transport;

import org.jspecify.annotations.NullMarked;
