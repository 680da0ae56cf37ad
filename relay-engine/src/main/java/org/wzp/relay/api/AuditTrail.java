package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest lines of the audit log, and what a check of the whole log found.
 *
 * @param lines how many there are in all
 * @param newest the last of them, oldest first
 * @param since when the first line was written; empty for a log without lines, and where the first tells no moment
 * @param findings what is wrong, the first of it
 * @param more findings that are not listed
 */
public record AuditTrail(long lines, List<Line> newest, Optional<Instant> since, List<Finding> findings, long more) {
    /** A log in which nothing was ever written. */
    public static final AuditTrail EMPTY = new AuditTrail(0, List.of(), Optional.empty(), List.of(), 0);

    public AuditTrail {
        newest = List.copyOf(newest);
        findings = List.copyOf(findings);
    }

    /** Nothing but what a crash leaves behind. */
    public boolean fits() {
        return findings.stream().allMatch(Finding::harmless);
    }

    /**
     * One thing about one line.
     *
     * @param line counted from 1; 0 for the log as a whole
     * @param what is wrong with it
     * @param harmless whether it is what a crash leaves behind
     */
    public record Finding(long line, AuditProblem what, boolean harmless) {}

    /**
     * One line.
     *
     * @param number counted from 1
     * @param at when; empty where the line doesn't say
     * @param command what was asked for, such as {@code Kick}
     * @param arguments what it named
     * @param reason the operator's; empty where there is none
     * @param before the state before, in words; empty when nothing changed
     * @param outcome what the actor was told; {@link #BEGUN} on a line that was written before a rule changed
     * @param fits whether it fits the line before
     */
    public record Line(
            long number,
            Optional<Instant> at,
            String actor,
            String command,
            Map<String, String> arguments,
            String reason,
            String before,
            String after,
            String outcome,
            boolean fits) {
        /** The outcome of a line that tells what is about to be done; the next one tells what came of it. */
        public static final String BEGUN = "begun";

        public Line {
            arguments = Map.copyOf(arguments);
        }
    }
}
