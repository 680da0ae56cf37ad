package org.wzp.relay.text;

import org.wzp.relay.api.Denial;

/** Why somebody was turned away, in words: for the operator, and for those it happened to. */
public final class DenialWords {
    private DenialWords() {}

    /** What happened, without a subject: {@code all sessions are taken (limit 100)}. */
    public static String of(Denial denial) {
        return of(denial, Speech.ENGLISH);
    }

    public static String of(Denial denial, Speech speech) {
        String refusal = speech.say("refusal." + denial.refusal().key());
        String decided = Cut.DETAIL.of(decided(denial, speech));
        return decided.isEmpty() ? refusal : refusal + " (" + decided + ")";
    }

    private static String decided(Denial denial, Speech speech) {
        return switch (denial) {
            case Denial.Plain _ -> "";
            case Denial.Full full -> speech.say("refusal.limit", full.limit());
            case Denial.Banned banned -> BanWords.inFull(banned.ban(), speech);
            case Denial.NotAllowed notAllowed -> RuleWords.keptOut(notAllowed.rule(), speech);
            case Denial.Unexpected unexpected -> unexpected.kind();
            case Denial.Unreadable unreadable -> unreadable.problem();
            case Denial.Token token -> TokenWords.of(token.problem(), speech);
        };
    }

    /** What they read themselves; empty where the usual words of such a close are enough. */
    public static String told(Denial denial) {
        return denial instanceof Denial.Banned(var ban, var at) ? ToldWords.of(ban, at) : "";
    }
}
