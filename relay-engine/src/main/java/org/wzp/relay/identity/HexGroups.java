package org.wzp.relay.identity;

import org.wzp.relay.wire.Bytes;

/** Hex digits in groups with colons between. */
final class HexGroups {
    private HexGroups() {}

    static String of(Bytes value, int digits) {
        String hex = value.hex();
        StringBuilder out = new StringBuilder(hex.length() + hex.length() / digits);
        for (int i = 0; i < hex.length(); i += digits) {
            if (i > 0) {
                out.append(':');
            }
            out.append(hex, i, Math.min(i + digits, hex.length()));
        }
        return out.toString();
    }
}
