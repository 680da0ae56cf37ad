package org.wzp.relay.nearby;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.wzp.relay.wire.Bytes;

/** Announcements as they come from a network, honest and other ones. */
final class Sent {
    static final InetAddress OWN = address("192.168.1.20");
    static final InetAddress OTHER = address("192.168.1.30");
    private static final int PORT = 4433;

    private Sent() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fingerprint for each number. */
    static String fingerprint(int number) {
        String digits = Integer.toHexString(0x1000_0000 + number);
        return digits.repeat(8);
    }

    /** As RFC 6763 has it. */
    static byte[] text(String... attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (String attribute : attributes) {
                byte[] bytes = attribute.getBytes(StandardCharsets.UTF_8);
                out.write(bytes.length);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] text(Announcement announcement) {
        return text(announcement.attributes().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
    }

    static DnsSd.Heard relay(int number, String name) {
        return relay(number, name, OTHER);
    }

    static DnsSd.Heard relay(int number, String name, InetAddress address) {
        return heard(text("v=1", "fp=" + fingerprint(number), "name=" + name), address, PORT);
    }

    static DnsSd.Heard heard(byte[] text, InetAddress address, int port) {
        return new DnsSd.Heard(OWN, List.of(address), port, Bytes.of(text), Duration.ZERO);
    }

    static DnsSd.Heard aged(DnsSd.Heard heard, Duration age) {
        return new DnsSd.Heard(heard.own(), heard.addresses(), heard.port(), heard.text(), age);
    }
}
