package org.wzp.relay.transport.direct;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.transport.linux.CalledAddresses;

/**
 * Who is at the other end of a {@link DirectConnection} and what was known before its first packet.
 *
 * @param server whether we are the server
 * @param serverName what we ask for when we dial; a client's is known later
 * @param clientChosenId the id a client addressed its first packets to; null when we dial
 * @param calledAddress which of our addresses the peer called; {@link CalledAddresses#ANY} when we called
 */
record DirectOrigin(
        long id,
        boolean server,
        Optional<String> serverName,
        InetSocketAddress remote,
        @Nullable ClientChosenId clientChosenId,
        long calledAddress) {}
