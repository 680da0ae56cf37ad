package org.wzp.relay.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.api.AuditProblem;
import org.wzp.relay.identity.Fingerprint;

/**
 * Goes over a whole audit log: whether every line fits the one before, and whether the last one is the one that the anchor
 * beside it names. A line that a crash cut short is no fault as long as the next one was chained over it, so it is told, and
 * the check goes on.
 */
public final class AuditCheck {
    /** Findings beyond this many are counted only, so that a rewritten log of years stays readable. */
    private static final int MAX_FINDINGS = 20;

    /** What the end of the log was compared with. */
    public enum Anchor {
        /** The anchor that this identity has signed. */
        OURS,
        /** An anchor that was signed, but nobody said by whom it should be. */
        WHOSE_IS_UNKNOWN,
        /** There is none: a log from before there were any, or somebody took it away. */
        NONE
    }

    /**
     * One thing about one line.
     *
     * @param line counted from 1; 0 for the log as a whole
     * @param harmless whether it is what a crash leaves behind
     */
    public record Finding(long line, AuditProblem what, boolean harmless) {}

    /**
     * @param lines how many there are
     * @param findings the first of them
     * @param more findings that are not listed
     * @param signer whose the anchor is; empty without one
     */
    public record Report(long lines, List<Finding> findings, long more, Anchor anchor, Optional<Fingerprint> signer) {
        public Report {
            findings = List.copyOf(findings);
        }

        /** Nothing but what a crash leaves behind. */
        public boolean fits() {
            return findings.stream().allMatch(Finding::harmless);
        }
    }

    /** Sees each line on the way. */
    @FunctionalInterface
    interface EachLine {
        /**
         * @param line as JSON; null when it is no line of ours, or not all of one
         * @param fits whether nothing is wrong with it, its number and the line before
         */
        void line(long number, @Nullable JsonNode line, boolean fits);
    }

    private final EachLine each;
    private final List<Finding> findings = new ArrayList<>();
    private long more;
    private long lines;
    private String last = AuditLines.BEFORE_FIRST;
    private boolean anchored;
    private boolean torn;

    private AuditCheck(EachLine each) {
        this.each = each;
    }

    /**
     * @param expected whose anchor it should be; empty when nobody knows
     * @throws IOException if the log or its anchor can't be read
     */
    public static Report of(Path log, Optional<Fingerprint> expected) throws IOException {
        return of(log, expected, (number, line, fits) -> {});
    }

    /** The same, and tells of each line. */
    static Report of(Path log, Optional<Fingerprint> expected, EachLine each) throws IOException {
        return new AuditCheck(each).run(log, expected);
    }

    private Report run(Path log, Optional<Fingerprint> expected) throws IOException {
        boolean cut = AuditLines.visit(log, (number, line, hash) -> {
            JsonNode node = AuditLines.parse(line);
            long before = findings.size() + more;
            check(number, node);
            each.line(number, node, findings.size() + more == before);
            lines = number;
            last = hash;
            return true;
        });
        Optional<byte[]> content = AuditAnchor.file(log).read();
        if (content.isEmpty()) {
            if (anchored) {
                find(new Finding(0, AuditProblem.Plain.ANCHOR_TAKEN, false));
            }
            return report(Anchor.NONE, Optional.empty());
        }
        Optional<AuditAnchor> anchor = AuditAnchor.read(content.get());
        if (anchor.isEmpty()) {
            find(new Finding(0, AuditProblem.Plain.ANCHOR_CHANGED, false));
            return report(Anchor.NONE, Optional.empty());
        }
        Fingerprint signer = anchor.get().fingerprint();
        if (expected.isPresent() && !expected.get().equals(signer)) {
            find(new Finding(0, new AuditProblem.OtherSigner(signer.text()), false));
        }
        anchor.get().problem(lines, last, torn || cut).ifPresent(what -> find(new Finding(0, what, false)));
        return report(expected.isPresent() ? Anchor.OURS : Anchor.WHOSE_IS_UNKNOWN, Optional.of(signer));
    }

    private Report report(Anchor anchor, Optional<Fingerprint> signer) {
        return new Report(lines, findings, more, anchor, signer);
    }

    private void check(long number, @Nullable JsonNode node) {
        torn = node == null;
        if (node == null) {
            find(new Finding(number, AuditProblem.Plain.CUT_SHORT, true));
            return;
        }
        anchored |= node.path("v").asInt() >= AuditLog.VERSION;
        if (!node.path("prev").asText().equals(last)) {
            find(new Finding(number, AuditProblem.Plain.BROKEN, false));
        } else if (node.path("n").asLong() != number) {
            find(new Finding(number, new AuditProblem.Numbered(node.path("n").asText()), false));
        }
        if (node.path("command").asText().equals(AuditLog.DOES_NOT_FIT)) {
            find(new Finding(
                    number, new AuditProblem.FoundSo(node.path("outcome").asText()), false));
        }
    }

    private void find(Finding finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        } else {
            more++;
        }
    }
}
