package org.wzp.relay.text;

import org.wzp.relay.wire.PrintableText;

/**
 * What people are called. An alias is whatever a client says: it is made printable and cut here, once, and two people may have
 * the same. A fingerprint is shortened to its first two groups.
 */
public final class Names {
    /** Characters of an alias that are shown. */
    public static final int MAX_ALIAS_CHARS = 40;

    private static final int SHORT_FINGERPRINT_CHARS = 9;

    private Names() {}

    /** The alias as tables and logs may show it; empty when there is none. */
    public static String alias(String asSent) {
        return PrintableText.of(asSent, MAX_ALIAS_CHARS);
    }

    /** The alias, else the first groups of the fingerprint. */
    public static String of(String shownAlias, String fingerprint) {
        return shownAlias.isEmpty() ? shortened(fingerprint) : shownAlias;
    }

    /** The alias with the first groups of the fingerprint behind it: {@code Anna (518e:b935)}. */
    public static String withKey(String shownAlias, String fingerprint) {
        return shownAlias.isEmpty() ? shortened(fingerprint) : shownAlias + " (" + shortened(fingerprint) + ")";
    }

    /** The first two groups: {@code 518e:b935}. */
    public static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(fingerprint.length(), SHORT_FINGERPRINT_CHARS));
    }

    /** {@code 1 person}, {@code 3 people}. */
    public static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }
}
