package org.wzp.relay.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.wire.Bytes;

/**
 * What an audit log ends with, signed with the relay's identity and kept beside it: a chain of hashes alone can be cut at its
 * end, emptied, or made anew by whoever can write the file.
 *
 * <p>It is written before a line, naming that line as the next one, and once more after it. So whenever the program is
 * killed the log ends where the anchor says, or with the next line, whole or cut short; and nobody else can make a line that
 * fits. Whoever has the relay's seed can sign anything, and whoever keeps an old log and its old anchor can put both back.
 *
 * @param lines how many lines the log has
 * @param last SHA-256 of the last of them, in hex
 * @param next SHA-256 of the line that is being written; empty when none is
 * @param key whose signature it is, 32 bytes
 */
record AuditAnchor(long lines, String last, Optional<String> next, Bytes key) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String PURPOSE = "wzp-relay audit anchor 1\n";

    /** Where the anchor of a log is: {@code audit.jsonl.anchor}. */
    static AtomicFile file(Path log) {
        return new AtomicFile(log.resolveSibling(log.getFileName() + ".anchor"));
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(key);
    }

    private byte[] signed() {
        return (PURPOSE + lines + "\n" + last + "\n" + next.orElse("") + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param identity whose {@link #key} it names */
    byte[] write(Identity identity) throws IOException {
        ObjectNode node =
                JSON.createObjectNode().put("format", 1).put("lines", lines).put("last", last);
        next.ifPresent(hash -> node.put("next", hash));
        node.put("key", key.hex()).put("signature", identity.sign(signed()).hex());
        return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty when it is no anchor, or its signature is not that of the key it names. */
    static Optional<AuditAnchor> read(byte[] content) {
        try {
            JsonNode node = JSON.readTree(content);
            String last = node.path("last").asText();
            String next = node.path("next").asText();
            if (node.path("format").asInt() != 1
                    || !node.path("lines").isIntegralNumber()
                    || !HASH.matcher(last).matches()
                    || !(next.isEmpty() || HASH.matcher(next).matches())) {
                return Optional.empty();
            }
            AuditAnchor anchor = new AuditAnchor(
                    node.path("lines").asLong(),
                    last,
                    next.isEmpty() ? Optional.empty() : Optional.of(next),
                    Bytes.ofHex(node.path("key").asText()));
            return Identity.verify(
                            anchor.key,
                            anchor.signed(),
                            Bytes.ofHex(node.path("signature").asText()))
                    ? Optional.of(anchor)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What is wrong with a log that ends so; empty when it is as this anchor says.
     *
     * @param torn whether its last line is cut short
     */
    Optional<AuditProblem> problem(long foundLines, String foundLast, boolean torn) {
        if (foundLines == lines && foundLast.equals(last)) {
            return Optional.empty();
        }
        if (next.isPresent() && foundLines == lines + 1 && (torn || foundLast.equals(next.get()))) {
            return Optional.empty();
        }
        if (foundLines < lines) {
            return Optional.of(new AuditProblem.LinesMissing(foundLines, lines));
        }
        return Optional.of(foundLines > lines ? new AuditProblem.Added(lines) : new AuditProblem.Replaced(lines));
    }
}
