/**
 * What others see of an event loop, the rings that carry media from one loop to another, threads that do something again and
 * again, the watch over those that a run can't do without, and the relay's time.
 */
@NullMarked
package org.wzp.relay.loop;

import org.jspecify.annotations.NullMarked;
