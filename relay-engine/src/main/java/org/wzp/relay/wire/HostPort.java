package org.wzp.relay.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine and a port as people type them: {@code relay.example.org:4433}, {@code 203.0.113.5:4433} or
 * {@code [2001:db8::1]:4433}. Nothing is looked up.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65,535
 */
public record HostPort(String host, int port) {
    private static final int MAX_PORT = 0xFFFF;
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([A-Za-z0-9_.-]+)):([0-9]{1,5})");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    /** Empty for anything else. */
    public static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(form.group(3));
        if (port < 1 || port > MAX_PORT) {
            return Optional.empty();
        }
        boolean six = form.group(1) != null;
        String host = six ? form.group(1) : form.group(2);
        boolean numeric = six || NUMBERS.matcher(host).matches();
        boolean fits = numeric ? SocketAddressText.parse(text.strip()).isPresent() : RoomName.isServerName(host);
        return fits ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }

    /** As it is typed. */
    public String text() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
