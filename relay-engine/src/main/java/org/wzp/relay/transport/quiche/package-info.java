/**
 * quiche's functions, by method handles on the codec's native methods: what is missing on this machine, how a connection is
 * made, the calls of the media path, what quiche reports. Memory is passed by address; who calls keeps it alive and large
 * enough. No state of its own; a connection's functions are called on its loop only.
 */
@NullMarked
package org.wzp.relay.transport.quiche;

import org.jspecify.annotations.NullMarked;
