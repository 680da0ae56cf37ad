package org.wzp.relay.api;

/** Whom a ban keeps out. */
public sealed interface BanTarget {

    /** @param fingerprint eight groups of four lower-case hex digits */
    record Identity(String fingerprint) implements BanTarget {}

    /** @param cidr address prefix such as {@code 192.168.1.0/24} or {@code fd00::/64}; a single address is /32 or /128 */
    record AddressPrefix(String cidr) implements BanTarget {}

    /** The text form an operator reads and types. */
    default String text() {
        return switch (this) {
            case Identity identity -> identity.fingerprint();
            case AddressPrefix prefix -> prefix.cidr();
        };
    }
}
