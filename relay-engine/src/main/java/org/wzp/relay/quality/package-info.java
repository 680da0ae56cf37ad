/**
 * Quality reports in one atomic word per participant, tiers and the controller that moves them, the sweep once a
 * second that turns both into directives.
 *
 * <p>A participant's event loop writes its slot; everything else here belongs to the sweep's thread, which publishes the
 * tiers for whoever shows them. The sweep itself lives with the rooms, which it goes over.
 */
@NullMarked
package org.wzp.relay.quality;

import org.jspecify.annotations.NullMarked;
