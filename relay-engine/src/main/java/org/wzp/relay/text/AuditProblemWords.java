package org.wzp.relay.text;

import java.util.Locale;
import org.wzp.relay.api.AuditProblem;

/** What is wrong with an audit log or one of its lines. */
public final class AuditProblemWords {
    private AuditProblemWords() {}

    /** Such as {@code its anchor is missing}; goes after the line or the log, and has no full stop. */
    public static String of(AuditProblem problem, Speech speech) {
        return switch (problem) {
            case AuditProblem.LinesMissing missing ->
                speech.say("audit.lines-missing", missing.lines(), missing.all(), missing.all() - missing.lines());
            case AuditProblem.Added added -> speech.say("audit.added", added.line());
            case AuditProblem.Replaced replaced -> speech.say("audit.replaced", replaced.line());
            case AuditProblem.OtherSigner other -> speech.say("audit.other-signer", other.fingerprint());
            case AuditProblem.Numbered numbered -> speech.say("audit.numbered", numbered.number());
            case AuditProblem.FoundSo found -> speech.say("audit.found-so", found.how());
            case AuditProblem.Plain plain ->
                speech.say("audit." + plain.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }
}
