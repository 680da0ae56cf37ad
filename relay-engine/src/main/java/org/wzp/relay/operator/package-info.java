/**
 * What operators ask for: carried out one command after the other, written down in the audit log before and after, answered
 * with records whose words are made in package {@code text}. Runs on the callers' threads and waits for the disk; never on an
 * event loop.
 */
@NullMarked
package org.wzp.relay.operator;

import org.jspecify.annotations.NullMarked;
