package org.wzp.relay.config;

import java.net.InetSocketAddress;

/** The commented {@code relay.toml}: every setting with what it does, what it may be and its default. */
final class SampleFile {
    private static final int COLUMNS = 120;
    private static final String HEAD = """
            # Configuration of a wzp relay. Every line that begins with # shows a default or an example.
            # The relay reads this file when it starts and never changes it.
            """;

    private SampleFile() {}

    static String text() {
        return text(Settings.LISTEN.initial());
    }

    /** @param listen the one value that is set, so that whoever opens the file sees where the relay is */
    static String text(InetSocketAddress listen) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Setting<?> setting : Settings.all()) {
            out.append('\n');
            String details = setting.description().details();
            comment(out, setting.description().help() + (details.isEmpty() ? "" : " " + details));
            String range = setting.rangeInWords();
            if (!range.isEmpty()) {
                comment(out, range + ".");
            }
            if (setting.equals(Settings.LISTEN)) {
                line(out, setting.key(), Settings.LISTEN.type().toml(listen));
            } else {
                out.append("# ");
                line(out, setting.key(), setting.sampleValue());
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(" = ").append(value).append('\n');
    }

    private static void comment(StringBuilder out, String words) {
        int length = 0;
        for (String word : words.split(" ", -1)) {
            if (length == 0 || length + 1 + word.length() > COLUMNS) {
                out.append(length == 0 ? "# " : "\n# ").append(word);
                length = 2 + word.length();
            } else {
                out.append(' ').append(word);
                length += 1 + word.length();
            }
        }
        out.append('\n');
    }
}
