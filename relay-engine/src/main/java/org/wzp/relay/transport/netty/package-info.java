/**
 * The same contract over the codec's public channels: for platforms on which {@code direct} can't run, and the check that
 * both behave alike. Confined to Netty's event loop, except what the contract in {@link org.wzp.relay.transport} lets any
 * thread call.
 */
@NullMarked
package org.wzp.relay.transport.netty;

import org.jspecify.annotations.NullMarked;
