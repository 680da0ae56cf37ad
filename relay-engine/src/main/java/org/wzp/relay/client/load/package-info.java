/**
 * Load and benchmark: many clients in one process, and what they measured. Threads of its own; the relay is another process.
 */
@NullMarked
package org.wzp.relay.client.load;

import org.jspecify.annotations.NullMarked;
