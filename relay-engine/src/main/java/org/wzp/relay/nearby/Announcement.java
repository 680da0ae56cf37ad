package org.wzp.relay.nearby;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.identity.TlsFingerprint;
import org.wzp.relay.text.Cut;

/**
 * What a relay says of itself: in the attributes of its service, {@code fp} with its TLS fingerprint (64 hex digits), {@code name}
 * as people call it, {@code v} with the version of this form; beside them the service's port and its host's addresses.
 *
 * @param port UDP, 1 to 65,535
 */
public record Announcement(String name, TlsFingerprint fingerprint, int port) {
    private static final String FINGERPRINT = "fp";
    private static final String NAME = "name";
    private static final String VERSION = "v";
    private static final int THIS_VERSION = 1;
    private static final int MOST_VERSION_DIGITS = 3;
    /** Ours has 240 at most; a later version may say more. */
    private static final int MOST_TEXT_BYTES = 1_024;

    private static final int MOST_PORT = 65_535;

    /** The attributes, each at most 255 bytes with its key (RFC 6763, 6.1). */
    Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(VERSION, String.valueOf(THIS_VERSION));
        all.put(FINGERPRINT, fingerprint.normalized());
        all.put(NAME, Cut.ALIAS.of(name));
        return all;
    }

    /** What somebody announces; empty if it can't be a relay that this one could dial. */
    static Optional<NearbyRelay> read(DnsSd.Heard heard, Instant now) {
        if (heard.text().size() > MOST_TEXT_BYTES || heard.port() < 1 || heard.port() > MOST_PORT) {
            return Optional.empty();
        }
        Map<String, String> attributes = attributes(heard.text().toArray());
        Optional<String> fingerprint = FederationTables.fingerprint(attributes.getOrDefault(FINGERPRINT, ""));
        int version = version(attributes.getOrDefault(VERSION, ""));
        Optional<InetAddress> address = heard.addresses().stream()
                .filter(one -> LanAddresses.isOfNetwork(one, heard.own()))
                .findFirst();
        if (fingerprint.isEmpty() || version == 0 || address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NearbyRelay(
                fingerprint.get(),
                FederationTables.label(attributes.getOrDefault(NAME, ""), fingerprint.get()),
                new InetSocketAddress(address.get(), heard.port()),
                version,
                now));
    }

    /** 0 for what is none. */
    private static int version(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MOST_VERSION_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    /** Strings with their length in front; keys in any case, of two the first counts (RFC 6763, 6.4). */
    private static Map<String, String> attributes(byte[] text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int at = 0; at < text.length; ) {
            int length = Byte.toUnsignedInt(text[at]);
            int end = Math.min(text.length, at + 1 + length);
            String attribute = new String(text, at + 1, end - at - 1, StandardCharsets.UTF_8);
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                all.putIfAbsent(
                        attribute.substring(0, equals).toLowerCase(Locale.ROOT), attribute.substring(equals + 1));
            }
            at = end;
        }
        return all;
    }
}
