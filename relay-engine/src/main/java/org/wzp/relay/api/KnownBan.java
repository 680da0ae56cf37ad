package org.wzp.relay.api;

/**
 * A ban, and what the identity that it keeps out was called when it was last seen.
 *
 * @param alias printable and cut; empty when that is not known, and for addresses
 */
public record KnownBan(Ban ban, String alias) {}
