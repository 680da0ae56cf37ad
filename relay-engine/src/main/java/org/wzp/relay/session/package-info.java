/**
 * Admission: what the server name asks for, token check, CallOffer and CallAnswer, session permits and time limits.
 * Signatures and HTTP run on virtual threads; everything else on the connection's event loop.
 */
@NullMarked
package org.wzp.relay.session;

import org.jspecify.annotations.NullMarked;
