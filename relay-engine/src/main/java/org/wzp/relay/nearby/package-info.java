/**
 * Relays on the same networks: announces this one by DNS-SD (RFC 6763) and hears others.
 *
 * <p>One thread, {@code relay-nearby}, opens, asks, reads and closes; start and stop of the relay never wait for it. The library's
 * own threads stay behind {@link org.wzp.relay.nearby.DnsSd}, and media never comes near. All that is heard is bounded and
 * believed by nobody: it only saves the operator typing.
 */
@NullMarked
package org.wzp.relay.nearby;

import org.jspecify.annotations.NullMarked;
