/**
 * What the relay says of itself: statistics, the snapshot made of them, what needs the operator, the events. Runs on the
 * engine thread; reads what the packages below publish, and changes none of it.
 */
@NullMarked
package org.wzp.relay.monitor;

import org.jspecify.annotations.NullMarked;
