/**
 * Rooms in a ConcurrentHashMap, immutable membership snapshots replaced by compare-and-set, rosters. Any thread may join,
 * leave or kick; the media path only reads.
 */
@NullMarked
package org.wzp.relay.room;

import org.jspecify.annotations.NullMarked;
