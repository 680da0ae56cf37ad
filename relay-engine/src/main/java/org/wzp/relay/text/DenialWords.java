package org.wzp.relay.text;

import org.wzp.relay.api.Denial;

/** Why somebody was turned away, in words: for the operator, and for those it happened to. */
public final class DenialWords {
    private DenialWords() {}

    /** What happened, without a subject: {@code all sessions are taken (limit 100)}. */
    public static String of(Denial denial) {
        String decided = Cut.DETAIL.of(decided(denial));
        return decided.isEmpty()
                ? denial.refusal().sentence()
                : denial.refusal().sentence() + " (" + decided + ")";
    }

    private static String decided(Denial denial) {
        return switch (denial) {
            case Denial.Plain _ -> "";
            case Denial.Full full -> "limit " + Numbers.whole(full.limit());
            case Denial.Banned banned -> BanWords.inFull(banned.ban());
            case Denial.NotAllowed notAllowed -> RuleWords.keptOut(notAllowed.rule());
            case Denial.Unexpected unexpected -> unexpected.kind();
            case Denial.Unreadable unreadable -> unreadable.problem();
            case Denial.Token token -> TokenWords.of(token.problem(), Speech.ENGLISH);
        };
    }

    /** What they read themselves; empty where the usual words of such a close are enough. */
    public static String told(Denial denial) {
        return denial instanceof Denial.Banned(var ban, var at) ? ToldWords.of(ban, at) : "";
    }
}
