/**
 * Threads that do something again and again, the watch over those that a run can't do without, and the time they go by.
 */
@NullMarked
package org.wzp.relay.loop;

import org.jspecify.annotations.NullMarked;
