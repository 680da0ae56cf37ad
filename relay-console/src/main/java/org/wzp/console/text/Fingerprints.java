package org.wzp.console.text;

import org.wzp.relay.identity.TlsFingerprint;

/** TLS fingerprints in one form everywhere, so that two can be compared by eye. Pure functions. */
public final class Fingerprints {
    private Fingerprints() {}

    /** 32 pairs of digits with colons between; what is no fingerprint as it is. */
    public static String whole(String fingerprint) {
        return TlsFingerprint.parse(fingerprint).map(TlsFingerprint::text).orElse(fingerprint);
    }

    /** The same, 16 pairs in each of two lines. */
    public static String inTwoLines(String fingerprint) {
        String whole = whole(fingerprint);
        int middle = whole.indexOf(':', whole.length() / 2 - 1);
        return middle < 0 ? whole : whole.substring(0, middle + 1) + "\n" + whole.substring(middle + 1);
    }
}
