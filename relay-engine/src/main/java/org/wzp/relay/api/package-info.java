/**
 * What the outside sees of the engine: start, stop, one read model ({@link org.wzp.relay.api.RelaySnapshot}) and one
 * write model ({@link org.wzp.relay.api.OperatorCommand}). Any thread may call; nothing here waits for a peer.
 */
@NullMarked
package org.wzp.relay.api;

import org.jspecify.annotations.NullMarked;
