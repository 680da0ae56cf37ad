package org.wzp.console.text;

import java.util.regex.Pattern;

/**
 * What nobody else shall see on a shared screen: addresses and fingerprints, in whatever sentence they stand. The one place that
 * knows how they look; {@code shell.PrivacyVeil} lays it over all that the window draws. Pure functions.
 */
public final class Privacy {
    /** Stands for what is hidden; its length tells nothing. */
    public static final String HIDDEN = "•••••";

    private static final String HEX = "[0-9a-fA-F]";
    private static final String PORT = "(?::\\d{1,5})?";
    private static final String IPV4 = "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?" + PORT;
    private static final String IPV6_SHORT =
            "(?:" + HEX + "{1,4}(?::" + HEX + "{1,4}){0,6})?::(?:" + HEX + "{1,4}(?::" + HEX + "{1,4}){0,6})?";
    private static final String IPV6_WHOLE = "(?:" + HEX + "{1,4}:){7}" + HEX + "{1,4}";
    private static final String IPV6 = "(?<![\\w:])\\[?(?:" + IPV6_WHOLE + "|" + IPV6_SHORT
            + ")(?:%\\w+)?(?:/\\d{1,3})?\\]?" + PORT + "(?![\\w:])";
    /** A host's name with a port; {@code relay.toml:12} is a file with a line. */
    private static final String HOST =
            "(?<![\\w./])(?!\\S*\\.(?:toml|json|log):)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}:\\d{2,5}(?!\\d)";
    /** {@code 518e:b935} and all eight groups of an identity. */
    private static final String IDENTITY = "(?<![\\w:])" + HEX + "{4}(?::" + HEX + "{4})+(?![\\w:])";
    /** {@code e5:82:94:…}, also half of one that is written in two lines; a time of day has three groups at most. */
    private static final String TLS = "(?<![\\w:])(?:" + HEX + "{2}:){4,}(?:" + HEX + "{2})?(?![\\w])";
    /** Digits without colons, from the length on that no number has. */
    private static final String DIGITS = "(?<!\\w)(?=[0-9a-fA-F]*[a-fA-F])" + HEX + "{16,64}(?!\\w)";

    private static final Pattern SECRET = Pattern.compile(String.join("|", TLS, IPV6, IDENTITY, IPV4, HOST, DIGITS));

    private Privacy() {}

    /** The text with each address and fingerprint in it hidden. */
    public static String hide(String text) {
        return SECRET.matcher(text).replaceAll(HIDDEN);
    }

    /** Whether there is something to hide in it. */
    public static boolean tells(String text) {
        return SECRET.matcher(text).find();
    }
}
