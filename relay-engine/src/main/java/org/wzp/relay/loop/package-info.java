/**
 * Threads that do something again and again, and the time they go by.
 */
@NullMarked
package org.wzp.relay.loop;

import org.jspecify.annotations.NullMarked;
