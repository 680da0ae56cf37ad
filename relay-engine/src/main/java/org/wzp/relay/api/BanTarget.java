package org.wzp.relay.api;

/** Whom a ban keeps out. */
public sealed interface BanTarget {
    /** @param fingerprint eight groups of four lower-case hex digits; in a command in either case */
    record Identity(String fingerprint) implements BanTarget {}

    /** Everybody whose address is in it. */
    record Prefix(AddressPrefix prefix) implements BanTarget {

        /**
         * @param cidr such as {@code 192.168.1.0/24} or {@code fd00::/64}; a single address is /32 or /128
         * @throws IllegalArgumentException if the text is no prefix; the message says what one looks like
         */
        public static Prefix of(String cidr) {
            return new Prefix(AddressPrefix.parse(cidr));
        }

        /**
         * Everybody at one address: the one IPv4 address, or the /64 of an IPv6 address, since a household or a machine has a
         * /64 for itself (RFC 6177).
         *
         * @param address numeric, such as {@code 192.168.1.20} or {@code 2001:db8::1}
         * @throws IllegalArgumentException if the text is none
         */
        public static Prefix around(String address) {
            return new Prefix(AddressPrefix.around(AddressPrefix.address(address)));
        }
    }

    /** The text form an operator reads and types. */
    default String text() {
        return switch (this) {
            case Identity identity -> identity.fingerprint();
            case Prefix covered -> covered.prefix().text();
        };
    }

    /** As people read it: one IPv4 address without its length. */
    default String shown() {
        String text = text();
        return text.endsWith("/32") && text.indexOf(':') < 0 ? text.substring(0, text.length() - 3) : text;
    }
}
