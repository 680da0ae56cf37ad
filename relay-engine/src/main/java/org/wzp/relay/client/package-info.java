/**
 * A real protocol client: joins a room, sends and receives media. The rehearsal callers and the load run are built
 * from it.
 */
@NullMarked
package org.wzp.relay.client;

import org.jspecify.annotations.NullMarked;
