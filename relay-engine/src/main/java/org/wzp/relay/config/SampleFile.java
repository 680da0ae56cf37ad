package org.wzp.relay.config;

import java.net.InetSocketAddress;

/** The commented {@code relay.toml}: every setting with what it does, what it may be and its default. */
final class SampleFile {
    private static final int COLUMNS = 120;
    private static final String HEAD = """
            # Configuration of a wzp relay. Every line that begins with # shows a default or an example.
            # The relay reads this file when it starts and never changes it.
            """;

    /** At the end: what stands below the head of a table belongs to it. */
    private static final String TABLES = """

            # Relays that this one links to. The name is looked up at each attempt; the fingerprint is the TLS fingerprint that
            # the other relay prints when it starts, and another certificate is refused. The label is what people see.
            # [[peers]]
            # url = "relay.example.org:4433"
            # fingerprint = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
            # label = "Branch office"

            # Relays that may link to this one.
            # [[trusted]]
            # fingerprint = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
            # label = "Branch office"

            # Rooms that span linked relays; each of these relays has to name them. Also --global-room NAME.
            # [[global_rooms]]
            # name = "podcast"
            """;

    private SampleFile() {}

    static String text() {
        return text(Settings.LISTEN.initial());
    }

    /** @param listen the one value that is set, so that whoever opens the file sees where the relay is */
    static String text(InetSocketAddress listen) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Settings.Group group : Settings.groups()) {
            out.append("\n# ---- ").append(group.title()).append(" ----\n");
            group.settings().forEach(setting -> append(out, setting, listen));
        }
        return out.append(TABLES).toString();
    }

    private static void append(StringBuilder out, Setting<?> setting, InetSocketAddress listen) {
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
