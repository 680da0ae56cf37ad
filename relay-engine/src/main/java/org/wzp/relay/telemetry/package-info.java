/**
 * What operators did: the audit log, hash-chained JSON lines, and the anchor that it ends with. Commands' threads write it and
 * wait for the disk.
 */
@NullMarked
package org.wzp.relay.telemetry;

import org.jspecify.annotations.NullMarked;
