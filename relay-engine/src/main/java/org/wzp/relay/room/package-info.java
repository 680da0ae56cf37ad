/**
 * Rooms in a ConcurrentHashMap, immutable membership snapshots replaced by compare-and-set, rosters.
 *
 * <p>Event loops join and leave here and read memberships for every packet; operators' threads kick and close; the sweep
 * turns quality reports into tiers, from memberships of its own reading. Nobody takes a lock and nobody waits: whatever
 * goes to a participant is handed to its own connection's loop, and only that loop decides which roster is sent.
 */
@NullMarked
package org.wzp.relay.room;

import org.jspecify.annotations.NullMarked;
