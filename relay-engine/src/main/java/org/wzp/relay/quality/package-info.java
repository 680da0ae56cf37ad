/**
 * Quality reports in one atomic word per participant, tiers and the controller that moves them, the sweep once a
 * second that turns both into directives.
 */
@NullMarked
package org.wzp.relay.quality;

import org.jspecify.annotations.NullMarked;
