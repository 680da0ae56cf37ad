package org.wzp.console.history;

import java.util.regex.Pattern;
import org.wzp.console.text.Texts;

/** Takes addresses and fingerprints out of text that people or other machines wrote. Pure functions. */
final class Redaction {
    /** IPv4 with a port or a prefix, IPv6 in any form, fingerprints in groups of four or pairs, whole or their start, bare hex digits. */
    private static final Pattern SECRET = Pattern.compile("(?i)(?<![0-9a-z.])(?:"
            + "\\d{1,3}(?:\\.\\d{1,3}){3}(?:[:/]\\d+)?"
            + "|\\[?(?:[0-9a-f]{1,4}:)*(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:)*(?:[0-9a-f]{1,4})?(?:%\\w+)?\\]?(?:[:/]\\d+)?"
            + "|\\[?(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\\]?(?:[:/]\\d+)?"
            + "|[0-9a-f]{4}(?::[0-9a-f]{4})+"
            + "|(?:[0-9a-f]{2}:){5,}[0-9a-f]{2}"
            + "|[0-9a-f]{32,}"
            + ")");

    private Redaction() {}

    static String hide(String text) {
        return SECRET.matcher(text).replaceAll(Texts.of("letter.left-out"));
    }
}
