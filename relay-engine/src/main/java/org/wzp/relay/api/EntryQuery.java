package org.wzp.relay.api;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Whether somebody could join a room now.
 *
 * @param room as it was typed
 * @param identity fingerprint, or whatever a token service calls people, as it was typed
 * @param address from where they would come; empty when that is not known, and then bans of addresses are left out
 */
public record EntryQuery(String room, String identity, Optional<InetAddress> address) {}
