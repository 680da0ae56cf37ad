package org.wzp.relay.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.storage.TextFile;

/**
 * Reads the newest lines of an audit log and checks all of it on the way ({@link AuditCheck}): in one pass with memory for the
 * newest lines only, by any thread, also while a relay appends.
 */
public final class AuditHistory {
    /** Between the end of the log and its anchor somebody may append, if seldom many times in a row. */
    private static final int MOST_READINGS = 50;

    private AuditHistory() {}

    /**
     * A log that is not there has no lines.
     *
     * @param expected whose anchor it should be; empty when nobody knows
     * @param most how many of the newest lines are returned
     * @throws IOException if the log or its anchor can't be read
     */
    public static AuditTrail read(Path log, Optional<Fingerprint> expected, int most) throws IOException {
        for (int reading = 1; ; reading++) {
            if (TextFile.isMissing(log)) {
                return AuditTrail.EMPTY;
            }
            long size = Files.size(log);
            AuditTrail trail = once(log, expected, most);
            // a line that came in between makes the anchor newer than what was read of the log
            if (trail.fits() || reading == MOST_READINGS || Files.size(log) == size) {
                return trail;
            }
        }
    }

    private static AuditTrail once(Path log, Optional<Fingerprint> expected, int most) throws IOException {
        Deque<AuditTrail.Line> newest = new ArrayDeque<>();
        Instant[] since = {null};
        AuditCheck.Report report = AuditCheck.of(log, expected, (number, node, fits) -> {
            AuditTrail.Line line = line(number, node, fits);
            if (number == 1) {
                since[0] = line.at().orElse(null);
            }
            newest.addLast(line);
            if (newest.size() > most) {
                newest.removeFirst();
            }
        });
        return new AuditTrail(
                report.lines(),
                List.copyOf(newest),
                Optional.ofNullable(since[0]),
                report.findings().stream()
                        .map(finding -> new AuditTrail.Finding(finding.line(), finding.what(), finding.harmless()))
                        .toList(),
                report.more());
    }

    private static AuditTrail.Line line(long number, @Nullable JsonNode node, boolean fits) {
        if (node == null) {
            return new AuditTrail.Line(number, Optional.empty(), "", "", Map.of(), "", "", "", "", fits);
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        node.path("arguments")
                .properties()
                .forEach(one -> arguments.put(one.getKey(), one.getValue().asText()));
        return new AuditTrail.Line(
                number,
                moment(node.path("at").asText()),
                node.path("actor").asText(),
                node.path("command").asText(),
                arguments,
                node.path("reason").asText(),
                node.path("before").asText(),
                node.path("after").asText(),
                node.path("outcome").asText(),
                fits);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
