/** Where threads wait for each other: locks, compare-and-set sites, queues, event loops. */
@NullMarked
package org.wzp.console.contention;

import org.jspecify.annotations.NullMarked;
