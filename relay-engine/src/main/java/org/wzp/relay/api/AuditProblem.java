package org.wzp.relay.api;

/** What is wrong with an audit log or one of its lines, in values; its words are made in package {@code text}. */
public sealed interface AuditProblem {

    /** @param lines that the log has, of {@code all} that it should have */
    record LinesMissing(long lines, long all) implements AuditProblem {}

    /** @param line behind which something stands that the relay did not write */
    record Added(long line) implements AuditProblem {}

    /** @param line that is not the one that was written */
    record Replaced(long line) implements AuditProblem {}

    /** @param fingerprint whose signature the anchor has */
    record OtherSigner(String fingerprint) implements AuditProblem {}

    /** @param number that a line gives itself, which is not its own */
    record Numbered(String number) implements AuditProblem {}

    /** @param how the relay found the log when it opened it, in the words of the log */
    record FoundSo(String how) implements AuditProblem {}

    /** What needs no value. */
    enum Plain implements AuditProblem {
        ANCHOR_MISSING,
        /** The same, told by a check of the whole. */
        ANCHOR_TAKEN,
        ANCHOR_CHANGED,
        /** A line that a crash cut short. */
        CUT_SHORT,
        /** A line does not follow the one before. */
        BROKEN
    }
}
