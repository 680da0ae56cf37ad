/**
 * What is kept about the past: the operator's audit log as hash-chained JSON lines, the log ring.
 */
@NullMarked
package org.wzp.relay.telemetry;

import org.jspecify.annotations.NullMarked;
