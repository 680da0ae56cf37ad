package org.wzp.relay.session;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which room a server name selects (wire specification 2.1, 3). */
final class RoomNames {
    /** The room of clients that name none. */
    static final String DEFAULT = "default";

    private static final int MAX_NAME_BYTES = 253;
    private static final Pattern IPV4_LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    /** Labels of 1 to 63 letters, digits, underscores and hyphens, no hyphen at an end, the last not all digits. */
    private static final Pattern NAME = Pattern.compile(
            "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*(?!\\d+$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");

    private RoomNames() {}

    /**
     * @param serverName in lower case, as sent
     * @return the room; empty if it is no legal name
     */
    static Optional<String> of(String serverName) {
        if (serverName.indexOf(':') >= 0 || IPV4_LITERAL.matcher(serverName).matches()) {
            return Optional.of(DEFAULT);
        }
        String name = serverName.endsWith(".") ? serverName.substring(0, serverName.length() - 1) : serverName;
        if (name.length() > MAX_NAME_BYTES || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
