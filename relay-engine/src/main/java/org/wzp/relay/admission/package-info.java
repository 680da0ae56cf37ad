/**
 * The way into a room: which service a server name asks for, token, offer and answer, permits, time limits, access rules, the
 * join and its roll-back. Signatures and HTTP run on virtual threads, everything else on the connection's event loop.
 */
@NullMarked
package org.wzp.relay.admission;

import org.jspecify.annotations.NullMarked;
